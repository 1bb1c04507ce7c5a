using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aspects.Instructions;

/// <summary>What callgrind counted for one call of a case.</summary>
/// <param name="Instructions">The executed instructions, those of the loop included.</param>
/// <param name="Locks">The executed instructions with a <c>lock</c> prefix.</param>
internal readonly record struct CallCost(int Instructions, int Locks);

/// <summary>The content of <c>instructions.json</c>.</summary>
/// <param name="Sdk">The version of the SDK that built the subject.</param>
/// <param name="Runtime">The version of the runtime inside the subject.</param>
/// <param name="Cases">The cost of a call, by the name of the case.</param>
internal sealed record InstructionFile(string Sdk, string Runtime, IReadOnlyDictionary<string, CallCost> Cases)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static InstructionFile Parse(string json) => JsonSerializer.Deserialize<InstructionFile>(json, Format)!;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Lists the cases whose cost is not the committed one.</summary>
    /// <param name="measured">What was measured with the same SDK and the same runtime.</param>
    public IEnumerable<string> Compare(InstructionFile measured)
    {
        foreach (var name in Cases.Keys.Union(measured.Cases.Keys))
        {
            if (!measured.Cases.TryGetValue(name, out var now)) yield return $"{name}: the subject does not run this case.";
            else if (!Cases.TryGetValue(name, out var before)) yield return $"{name}: the file does not contain this case.";
            else if (Describe(before, now) is { } difference) yield return $"{name}: {difference}";
        }
    }

    private static string? Describe(CallCost before, CallCost now)
    {
        if (now.Locks != before.Locks) return $"{now.Locks} locks per call instead of {before.Locks}.";
        if (now.Instructions > before.Instructions + Math.Max(2, before.Instructions * 0.02))
        {
            return $"{now.Instructions} instructions per call, more than {before.Instructions}.";
        }

        return now.Instructions < before.Instructions * 0.95
            ? $"{now.Instructions} instructions per call, fewer than {before.Instructions}. Write the new number."
            : null;
    }
}
