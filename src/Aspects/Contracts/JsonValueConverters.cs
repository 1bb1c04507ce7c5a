using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aspects;

/// <summary>The converters of the values in contracts, found without reflection.</summary>
internal static class JsonValueConverters
{
    private static readonly JsonSerializerOptions Plain = new();

    private static readonly Dictionary<Type, JsonConverter> Converters = new()
    {
        [typeof(bool)] = JsonMetadataServices.BooleanConverter,
        [typeof(int)] = JsonMetadataServices.Int32Converter,
        [typeof(long)] = JsonMetadataServices.Int64Converter,
        [typeof(double)] = JsonMetadataServices.DoubleConverter,
        [typeof(string)] = JsonMetadataServices.StringConverter,
        [typeof(TimeSpan)] = JsonMetadataServices.TimeSpanConverter,
        [typeof(TimeSpan?)] = new NullableConverter<TimeSpan>(JsonMetadataServices.TimeSpanConverter),
        [typeof(DateTimeOffset)] = JsonMetadataServices.DateTimeOffsetConverter,
        [typeof(DateTimeOffset?)] = new NullableConverter<DateTimeOffset>(JsonMetadataServices.DateTimeOffsetConverter),
        [typeof(CircuitCallOutcome)] = CreateEnumConverter<CircuitCallOutcome>(),
        [typeof(CircuitMode)] = CreateEnumConverter<CircuitMode>(),
        [typeof(CircuitReason)] = CreateEnumConverter<CircuitReason>(),
        [typeof(CircuitState)] = CreateEnumConverter<CircuitState>(),
        [typeof(IReadOnlyDictionary<string, long>)] = new CountsConverter(),
        [typeof(Exception)] = new CircuitExceptionJsonConverter(),
        [typeof(object)] = new CircuitKeyJsonConverter(),
    };

    /// <summary>Finds a converter: one that the options list for an enumeration, or that of this library.</summary>
    public static JsonConverter<TValue> Find<TValue>(JsonSerializerOptions options)
    {
        var type = typeof(TValue);
        if (type.IsEnum && options.Converters.FirstOrDefault(converter => converter.CanConvert(type)) is { } listed)
        {
            return (JsonConverter<TValue>)((listed as JsonConverterFactory)?.CreateConverter(type, options) ?? listed);
        }

        return (JsonConverter<TValue>)(Converters.GetValueOrDefault(type) ?? JsonContracts.All[type].CreateConverter(options));
    }

    private static JsonConverter CreateEnumConverter<TEnum>()
        where TEnum : struct, Enum => new JsonStringEnumConverter<TEnum>().CreateConverter(typeof(TEnum), Plain)!;

    private sealed class NullableConverter<TValue>(JsonConverter<TValue> converter) : JsonConverter<TValue?>
        where TValue : struct
    {
        public override TValue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            converter.Read(ref reader, typeof(TValue), options);

        public override void Write(Utf8JsonWriter writer, TValue? value, JsonSerializerOptions options) =>
            converter.Write(writer, value!.Value, options);
    }

    private sealed class CountsConverter : JsonConverter<IReadOnlyDictionary<string, long>>
    {
        public override IReadOnlyDictionary<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Counts are a JSON object.");
            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                counts[name] = reader.GetInt64();
            }

            return new ReadOnlyDictionary<string, long>(counts);
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, long> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, count) in value) writer.WriteNumber(name, count);
            writer.WriteEndObject();
        }
    }
}
