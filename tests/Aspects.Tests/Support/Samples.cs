using System.Globalization;
using CsCheck;

namespace Aspects.Tests;

/// <summary>Random samples that are the same in every run, and are made smaller where one fails.</summary>
internal static class Samples
{
    private const int FailuresToShrinkFrom = 5_000;

    /// <summary>The number of samples of a model-based test; <c>ASPECTS_MODEL_ITERATIONS</c> sets another.</summary>
    public static int ModelIterations { get; } = FromEnvironment("ASPECTS_MODEL_ITERATIONS", 10_000);

    /// <summary>Checks one sample after another. Each is made from its number alone.</summary>
    public static void Check<T>(Gen<T> generator, Action<T> check, int count = 1_000)
    {
        for (var sample = 0; sample < count; sample++)
        {
            var random = new PCG((uint)sample, 0);
            var seed = random.ToString();
            var value = generator.Generate(random, null, out _);
            try
            {
                check(value);
            }
            catch (Exception)
            {
                // Begins with the sample that failed and looks for smaller ones; what it throws shows the smallest.
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
