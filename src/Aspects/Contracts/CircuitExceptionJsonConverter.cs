using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>
/// Writes an exception as its type and message, because <c>System.Text.Json</c> cannot write exceptions.
/// </summary>
/// <remarks>
/// The exception that this converter reads has another type, but the same message, and writes the same JSON again.
/// </remarks>
internal sealed class CircuitExceptionJsonConverter : JsonConverter<Exception>
{
    private const string TypeProperty = "Type";

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(Exception).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override Exception Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An exception is an object with a type and a message.");
        var (type, message) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (IsNamed(TypeProperty)) type = reader.GetString() ?? "";
            else if (IsNamed(nameof(Exception.Message))) message = reader.GetString() ?? "";
            else reader.Skip();

            bool IsNamed(string property) => string.Equals(name, Convert(property, options), StringComparison.OrdinalIgnoreCase);
        }

        return new ReadException(type, message);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Exception value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteString(Convert(TypeProperty, options), value is ReadException { TypeName: var type } ? type : value.GetType().ToString());
        writer.WriteString(Convert(nameof(Exception.Message), options), ReadMessage(value));
        writer.WriteEndObject();
    }

    // The message of an exception can be user code. What that code throws must not hide the rest of a snapshot.
    private static string ReadMessage(Exception value)
    {
        try
        {
            return value.Message;
        }
#pragma warning disable CA1031 // The text contains the type of the exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return $"(no message: reading it throws {error.GetType()})";
        }
    }

    private static string Convert(string property, JsonSerializerOptions options) =>
        options?.PropertyNamingPolicy?.ConvertName(property) ?? property;

    private sealed class ReadException(string typeName, string message) : Exception(message)
    {
        public string TypeName => typeName;

        public override string ToString() => $"{typeName}: {Message}";
    }
}
