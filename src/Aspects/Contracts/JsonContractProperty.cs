using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>A property as JSON, with the options of one serializer.</summary>
internal abstract class JsonContractProperty<T>(string name, JsonSerializerOptions options, bool isRequired)
{
    public string Name { get; } = options.PropertyNamingPolicy?.ConvertName(name) ?? name;

    public bool IsRequired => isRequired;

    protected JsonSerializerOptions Options { get; } = options;

    public bool IsNamed(string? other) => string.Equals(
        Name, other, Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public abstract void Write(Utf8JsonWriter writer, T target);

    /// <summary>Copies an object with the value that the reader is at.</summary>
    public abstract T Read(ref Utf8JsonReader reader, T target);

    public abstract bool IsNull(T target);
}

/// <inheritdoc/>
internal sealed class JsonContractProperty<T, TValue>(
    string name, JsonSerializerOptions options, Func<T, TValue> get, Func<T, TValue, T>? set, bool isRequired)
    : JsonContractProperty<T>(name, options, isRequired)
{
    private readonly JsonConverter<TValue> _converter = JsonValueConverters.Find<TValue>(options);

    public override bool IsNull(T target) => get(target) is null;

    public override void Write(Utf8JsonWriter writer, T target)
    {
        var value = get(target);
        if (IsOmitted(value)) return;
        writer.WritePropertyName(Name);
        if (value is null) writer.WriteNullValue();
        else _converter.Write(writer, value, Options);
    }

    public override T Read(ref Utf8JsonReader reader, T target)
    {
        if (set is null)
        {
            reader.Skip();
            return target;
        }

        if (reader.TokenType != JsonTokenType.Null) return set(target, _converter.Read(ref reader, typeof(TValue), Options)!);
        return default(TValue) is null ? set(target, default!) : throw new JsonException($"The property {Name} is null.");
    }

    private bool IsOmitted(TValue value) => Options.DefaultIgnoreCondition switch
    {
        _ when set is null && Options.IgnoreReadOnlyProperties => true,
        JsonIgnoreCondition.WhenWritingNull => value is null,
        JsonIgnoreCondition.WhenWritingDefault => EqualityComparer<TValue>.Default.Equals(value, default),
        _ => false,
    };
}
