using System.Text.Json;

namespace Aspects.Tests;

/// <summary>
/// A recorded run of the original system: the settings, the operations, and the state after each step.
/// </summary>
internal sealed class TraceFile(string id, JsonElement root)
{
    /// <summary>
    /// The folder of the traces: the recorded ones of this project, or the folder in <c>ASPECTS_TRACES</c>.
    /// </summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("ASPECTS_TRACES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(AppContext.BaseDirectory, "Traces", "Recorded");

    /// <summary>Whether the folder is that of this project, where every bug has an expectation.</summary>
    public static bool AreOwn { get; } = Environment.GetEnvironmentVariable("ASPECTS_TRACES") is not { Length: > 0 };

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

    /// <summary>Whether the recorded behavior is a bug. The expected behavior is in <see cref="Should"/>.</summary>
    public bool IsBug { get; } = root.TryGetProperty("upstream_bug", out _);

    public string Should { get; } = root.TryGetProperty("should", out var should) ? should.GetString()! : "";

    /// <summary>Whether the times include the doubled first wait of the original.</summary>
    public bool DoublesFirstWait { get; } =
        root.TryGetProperty("depends_on_quirk", out var quirk) && quirk.ValueKind == JsonValueKind.String;

    /// <summary>The random values of the jitter, from -1 to 1.</summary>
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

    /// <summary>The given settings that this runner does not translate.</summary>
    public IReadOnlyList<string> UntranslatedSettings { get; } =
        root.TryGetProperty("config", out var given) ? TraceSettings.FindUntranslated(given) : [];

    /// <summary>
    /// Returns the effective settings of a breaker if they were recorded, otherwise its given settings.
    /// </summary>
    public TraceSettings SettingsOf(string breaker)
    {
        if (root.TryGetProperty("effective_config", out var all) && all.TryGetProperty(breaker, out var effective))
        {
            return new TraceSettings(Engine, effective);
        }

        return new TraceSettings(Engine, root.TryGetProperty("config", out var config) ? config : default);
    }
}
