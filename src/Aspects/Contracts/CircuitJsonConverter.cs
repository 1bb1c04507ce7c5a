using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>Writes and reads snapshots, transitions, callback errors and saved states as JSON.</summary>
/// <remarks>
/// <para>The types carry this converter as an attribute, so that <c>System.Text.Json</c> finds the converter without
/// reflection. A source-generated context then contains no code for <see cref="Exception"/>, whose members cannot be
/// trimmed.</para>
/// <para>Enumerations are written as names, an exception as its type and message. An exception that is read has another
/// type, but the same message, and writes the same JSON again.</para>
/// </remarks>
public sealed class CircuitJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => JsonContracts.All.ContainsKey(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        JsonContracts.All[typeToConvert].CreateConverter(options);
}
