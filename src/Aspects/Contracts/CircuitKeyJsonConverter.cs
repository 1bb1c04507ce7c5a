using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>Writes the key of a circuit breaker: numbers and Booleans as such, other keys as text.</summary>
/// <remarks>
/// The text is the same in every culture. A key that was written as text is read as a string, and a number as the
/// smallest of <see cref="int"/>, <see cref="long"/> and <see cref="decimal"/> that holds it.
/// </remarks>
internal sealed class CircuitKeyJsonConverter : JsonConverter<object>
{
    /// <summary>Formats a key as text. A key that was written and read as JSON has the same text.</summary>
    internal static string Format(object key) => FormattableString.Invariant($"{key}");

    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
        JsonTokenType.Number => reader.GetDecimal(),
        _ => throw new JsonException("A key is a string, a number or a Boolean."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(Format(value));
                break;
        }
    }
}
