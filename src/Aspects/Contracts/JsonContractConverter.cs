using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>Writes and reads the properties of a contract, with the options of one serializer.</summary>
internal sealed class JsonContractConverter<T>(T empty, JsonSerializerOptions options, JsonContractProperty<T>[] properties) : JsonConverter<T>
    where T : class
{
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var property in properties) property.Write(writer, value);
        writer.WriteEndObject();
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"A {typeof(T)} is a JSON object.");
        var value = empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) value = ReadProperty(ref reader, value);
        if (properties.FirstOrDefault(property => property.IsRequired && property.IsNull(value)) is { } missing)
        {
            throw new JsonException($"The JSON of a {typeof(T)} has no {missing.Name}.");
        }

        return value;
    }

    private T ReadProperty(ref Utf8JsonReader reader, T value)
    {
        var name = reader.GetString();
        reader.Read();
        if (properties.FirstOrDefault(property => property.IsNamed(name)) is { } property) return property.Read(ref reader, value);
        if (options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow)
        {
            throw new JsonException($"A {typeof(T)} has no property {name}.");
        }

        reader.Skip();
        return value;
    }
}
