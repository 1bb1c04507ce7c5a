namespace Aspects.Compiler.Tests;

/// <summary>A source that is about one rare shape.</summary>
internal static class RareShape
{
    /// <summary>Has a proxy and a catalog written for it, which compile without a warning.</summary>
    public static void Compiles(string text)
    {
        var generation = Project.Of(text).Generate();

        Assert.True(generation.Files.Count >= 2);
        generation.AssertCompiles();
    }
}
