using System.Globalization;
using CsCheck;

namespace Aspects.Tests;

/// <summary>Random samples that are the same in every run. A failing sample is reduced to a smaller one.</summary>
internal static class Samples
{
    private const int FailuresToShrinkFrom = 5_000;
    private const int Few = 300;

    /// <summary>The number of samples of a model-based test; <c>ASPECTS_MODEL_ITERATIONS</c> sets another.</summary>
    public static int ModelIterations { get; } = FromEnvironment("ASPECTS_MODEL_ITERATIONS", 10_000);

    /// <summary>
    /// Whether each test takes few samples and reduces no failing sample, because it runs once for each mutant.
    /// </summary>
#if MUTATION
    public static bool AreFew => true;
#else
    public static bool AreFew => false;
#endif

    /// <summary>Checks one sample after another. The number of a sample is its seed.</summary>
    public static void Check<T>(Gen<T> generator, Action<T> check, int count = 1_000)
    {
        if (AreFew) count = Math.Min(count, Few);
        for (var sample = 0; sample < count; sample++)
        {
            var random = new PCG((uint)sample, 0);
            var seed = random.ToString();
            var value = generator.Generate(random, null, out _);
            try
            {
                check(value);
            }
            catch (Exception) when (!AreFew)
            {
                // Starts with the failed sample and searches for smaller ones. The exception shows the smallest sample.
                generator.Sample(check, seed: seed, iter: FailuresToShrinkFrom, threads: 1, print: static sample => sample?.ToString() ?? "");
                throw;
            }
        }
    }

    public static int FromEnvironment(string variable, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
