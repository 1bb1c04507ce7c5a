using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The JSON properties of a type, listed without reflection.</summary>
internal abstract class JsonContract
{
    public abstract JsonConverter CreateConverter(JsonSerializerOptions options);
}

/// <inheritdoc/>
/// <typeparam name="T">The type, an immutable record.</typeparam>
/// <param name="empty">The object that is read from JSON without properties.</param>
internal sealed class JsonContract<T>(T empty) : JsonContract
    where T : class
{
    private readonly List<Func<JsonSerializerOptions, JsonContractProperty<T>>> _properties = [];

    public override JsonConverter CreateConverter(JsonSerializerOptions options) =>
        new JsonContractConverter<T>(empty, options, [.. _properties.Select(create => create(options))]);

    /// <summary>Adds a property.</summary>
    /// <param name="name">The name in JSON, before a naming policy.</param>
    /// <param name="get">Reads the property of an object.</param>
    /// <param name="set">Copies an object with another value of the property.</param>
    public JsonContract<T> Add<TValue>(string name, Func<T, TValue> get, Func<T, TValue, T> set) => Add(name, get, set, isRequired: false);

    /// <summary>Adds a property that must be in JSON that is read, and must not be <see langword="null"/>.</summary>
    /// <inheritdoc cref="Add{TValue}(string, Func{T, TValue}, Func{T, TValue, T})"/>
    public JsonContract<T> Require<TValue>(string name, Func<T, TValue> get, Func<T, TValue, T> set) => Add(name, get, set, isRequired: true);

    /// <summary>Adds a property that is computed from the others. It is written and not read.</summary>
    /// <inheritdoc cref="Add{TValue}(string, Func{T, TValue}, Func{T, TValue, T})"/>
    public JsonContract<T> Compute<TValue>(string name, Func<T, TValue> get) => Add(name, get, set: null, isRequired: false);

    private JsonContract<T> Add<TValue>(string name, Func<T, TValue> get, Func<T, TValue, T>? set, bool isRequired)
    {
        _properties.Add(options => new JsonContractProperty<T, TValue>(name, options, get, set, isRequired));
        return this;
    }
}
