using System.Text.Json;

namespace Aspects.Tests;

/// <summary>A recorded run of the original system: its settings, what was done, and what was seen after each step.</summary>
internal sealed class TraceFile(string id, JsonElement root)
{
    /// <summary>Where the traces are: recorded ones beside the tests, or those of <c>ASPECTS_TRACES</c>.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("ASPECTS_TRACES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(AppContext.BaseDirectory, "Traces", "Recorded");

    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Directory.GetFiles(Folder, "*.json")
            .Select(static file => Path.GetFileNameWithoutExtension(file))
            .Where(static id => id != "index")
            .Order(StringComparer.Ordinal),
    ];

    public string Id { get; } = id;

    public string Title { get; } = root.GetProperty("title").GetString()!;

    public string Engine { get; } = root.GetProperty("engine").GetString()!;

    /// <summary>Whether what was recorded is a fault; what is wanted instead is in <see cref="Should"/>.</summary>
    public bool IsFault { get; } = root.TryGetProperty("upstream_bug", out _);

    public string Should { get; } = root.TryGetProperty("should", out var should) ? should.GetString()! : "";

    /// <summary>Whether the times hold the doubled first wait of the original.</summary>
    public bool DoublesFirstWait { get; } =
        root.TryGetProperty("depends_on_quirk", out var quirk) && quirk.ValueKind == JsonValueKind.String;

    /// <summary>What jitter drew, from -1 to 1.</summary>
    public IReadOnlyList<double> JitterUnits { get; } = root.TryGetProperty("jitter_units", out var units)
        ? [.. units.EnumerateArray().Select(static unit => unit.GetDouble())]
        : [];

    public IReadOnlyList<TraceStep> Steps { get; } =
        [.. root.GetProperty("steps").EnumerateArray().Select(static step => new TraceStep(step))];

    public static TraceFile Load(string id)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, id + ".json")));
        return new TraceFile(id, document.RootElement.Clone());
    }

    /// <summary>The settings of a breaker: all of them where they were recorded, else those that were given.</summary>
    public TraceSettings SettingsOf(string breaker)
    {
        if (root.TryGetProperty("effective_config", out var all) && all.TryGetProperty(breaker, out var effective))
        {
            return new TraceSettings(Engine, effective);
        }

        return new TraceSettings(Engine, root.TryGetProperty("config", out var config) ? config : default);
    }
}
