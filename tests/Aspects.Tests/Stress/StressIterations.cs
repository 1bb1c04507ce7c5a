namespace Aspects.Tests;

/// <summary>
/// The length of the stress tests in iterations, not in time, so that a slow machine only takes longer.
/// </summary>
internal static class StressIterations
{
    private const int Default = 1_000;

    private static readonly int Iterations = Samples.FromEnvironment("ASPECTS_STRESS_ITERATIONS", Samples.AreFew ? 1 : Default);

    /// <summary>Scales a default <paramref name="number"/> by <c>ASPECTS_STRESS_ITERATIONS</c>.</summary>
    public static int Scale(int number) => (int)Math.Clamp((long)number * Iterations / Default, 1, int.MaxValue);
}
