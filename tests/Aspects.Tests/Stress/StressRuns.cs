namespace Aspects.Tests;

/// <summary>How long the stress tests run: by number of iterations, so that a slow machine takes longer and fails no sooner.</summary>
internal static class StressRuns
{
    private const int Default = 1_000;

    private static readonly int Iterations = Samples.FromEnvironment("ASPECTS_STRESS_ITERATIONS", Default);

    /// <summary>The number to run where the default is <paramref name="number"/>; <c>ASPECTS_STRESS_ITERATIONS</c> scales it.</summary>
    public static int Of(int number) => (int)Math.Clamp((long)number * Iterations / Default, 1, int.MaxValue);
}
