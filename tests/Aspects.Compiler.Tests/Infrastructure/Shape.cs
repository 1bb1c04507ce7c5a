namespace Aspects.Compiler.Tests;

/// <summary>The interfaces that the run tests execute, as text.</summary>
internal static class Shape
{
    private const string Prefix = "Shapes/";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Shape).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string name)
    {
        using var stream = typeof(Shape).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"There is no shape '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
