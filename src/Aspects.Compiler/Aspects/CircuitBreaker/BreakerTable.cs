using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The breakers that the members of one interface go through, each with a field of the proxy.</summary>
internal sealed class BreakerTable(ProxiedInterface proxied, TypeNames types, ReservedNames names, Compilation compilation, int arity)
{
    private readonly List<Entry> _entries = [];
    private readonly List<FallbackInstanceModel> _fallbacks = [];
    private readonly List<ISymbol> _named = [];

    public EquatableArray<BreakerModel> Models => _entries.Select(entry => entry.ToModel(types, names, compilation, arity)).ToEquatableArray();

    public EquatableArray<FallbackInstanceModel> Fallbacks => _fallbacks.ToEquatableArray();

    /// <summary>What the attributes name and the proxy uses: fallbacks, exceptions, classifiers.</summary>
    public IEnumerable<ISymbol> Named => _named.Concat(_entries.SelectMany(entry => new BreakerSettings(entry.Calls).GetRuleTypes(compilation)));

    /// <summary>Whether the type of a key is one that only what is obsolete may name.</summary>
    public bool HasObsoleteKey { get; private set; }

    /// <summary>The guard of a method or accessor; <see langword="null"/> where its calls pass straight through.</summary>
    public GuardModel? GuardOf(IMethodSymbol method) =>
        AttributePrecedence.FindBreaker(method, proxied) is { } attribute ? GuardOf(method, attribute) : null;

    private GuardModel GuardOf(IMethodSymbol method, BreakerAttribute attribute)
    {
        // A parameter that cannot be a key is the analyzers' business; without it there is one breaker.
        var key = CircuitKey.Find(method) is { } marked && marked.ReasonAgainst(compilation) is null ? marked : default(CircuitKey?);
        HasObsoleteKey |= key is not null && Obsoletion.IsError(key.Value.Type);
        var field = FieldOf(attribute, method, key);
        return new GuardModel(
            field,
            Key: key is null ? null : ParameterNames.Write(key.Value.Parameter),
            IsKeyNullable: key is { Type.IsReferenceType: true },
            TokenOf(method),
            OutsOf(method),
            FallbackOf(method));
    }

    private FallbackModel? FallbackOf(IMethodSymbol call)
    {
        if (Fallback.Find(call, proxied, compilation) is not { } fallback) return null;
        if (fallback.Method is { } method)
        {
            _named.Add(method);
            var isInherited = !SymbolEqualityComparer.Default.Equals(method.ContainingType, proxied.Type);
            var place = method.IsStatic ? FallbackPlace.Interface
                : FallbackMethods.HasOtherBreaker(method, call, proxied) ? FallbackPlace.Proxy
                : FallbackPlace.Inner;
            return new FallbackModel(
                place,
                Field: null,
                types.Write(method.ContainingType),
                isInherited,
                TypeNames.Escape(method.Name),
                FallbackMethods.TakesException(method, call),
                fallback.OnFailure);
        }

        var instance = InstanceOf(fallback.Type!);
        var isCast = !instance.IsWhole || !SymbolEqualityComparer.Default.Equals(call.ContainingType, proxied.Type);
        return new FallbackModel(
            FallbackPlace.Instance, instance.Field, types.Write(call.ContainingType), isCast, Name: null, TakesException: false, fallback.OnFailure);
    }

    private FallbackInstanceModel InstanceOf(INamedTypeSymbol type)
    {
        var name = types.Write(type);
        var instance = _fallbacks.Find(known => known.Type == name);
        if (instance is null)
        {
            var isWhole = type.AllInterfaces.Contains(proxied.Type, SymbolEqualityComparer.Default);
            _named.Add(type);
            _named.Add(FallbackTypes.FindConstructor(type, compilation)!);
            instance = new FallbackInstanceModel(name, names.MakeUnique("_fallback"), isWhole);
            _fallbacks.Add(instance);
        }

        return instance;
    }

    private string FieldOf(BreakerAttribute attribute, IMethodSymbol method, CircuitKey? key)
    {
        var name = attribute.Name!;
        var keyType = key is null ? null : types.Write(key.Value.Type);
        var entry = _entries.Find(entry => entry.KeyType == keyType && string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
        {
            entry = new Entry(name, names.MakeUnique(FieldName(name)), keyType);
            _entries.Add(entry);
        }

        entry.Capacity ??= key?.Capacity;
        entry.Calls.Add(new GuardedMethod(method, proxied, attribute));
        return entry.Field;
    }

    private static EquatableArray<string> OutsOf(IMethodSymbol method) =>
        method.Parameters.Where(static parameter => parameter.RefKind == RefKind.Out)
            .Select(static parameter => ParameterNames.Write(parameter))
            .ToEquatableArray();

    // By convention the token comes last.
    private static string? TokenOf(IMethodSymbol method)
    {
        for (var i = method.Parameters.Length - 1; i >= 0; i--)
        {
            var parameter = method.Parameters[i];
            if (!CancellationTokens.IsToken(parameter)) continue;
            var name = ParameterNames.Write(parameter);
            return CancellationTokens.IsNullableToken(parameter) ? name + ".GetValueOrDefault()" : name;
        }

        return null;
    }

    /// <summary>A camel-cased identifier from a name that may hold anything: <c>llm-gpt 4</c> gives <c>_llmGpt4</c>.</summary>
    private static string FieldName(string name)
    {
        var field = new System.Text.StringBuilder("_");
        var startsWord = false;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                startsWord = true;
                continue;
            }

            if (field.Length == 1) field.Append(char.ToLowerInvariant(character));
            else field.Append(startsWord ? char.ToUpperInvariant(character) : character);
            startsWord = false;
        }

        return field.Length == 1 ? "_breaker" : field.ToString();
    }

    private sealed class Entry(string name, string field, string? keyType)
    {
        public string Name { get; } = name;

        public string Field { get; } = field;

        /// <summary>The type of the keys that there is a breaker for each of; <see langword="null"/> where there is only one.</summary>
        public string? KeyType { get; } = keyType;

        public int? Capacity { get; set; }

        public List<GuardedMethod> Calls { get; } = [];

        public BreakerModel ToModel(TypeNames types, ReservedNames names, Compilation compilation, int arity)
        {
            var resolved = new BreakerSettings(Calls);
            var (settings, rules) = (resolved.ToModels(), resolved.ToRules(types, compilation));
            var members = Calls.Select(static call => (call.Method.AssociatedSymbol ?? call.Method).MetadataName).Distinct().ToEquatableArray();
            var options = settings.Count == 0 && rules is null ? null : names.MakeUnique(OptionsName(Field) + OfArity(arity));
            return new BreakerModel(Name, Field, KeyType is null ? null : new KeysModel(KeyType, Capacity), members, options, settings, rules);
        }

        // Generic interfaces of one name and several arities have one class for their options.
        private static string OfArity(int arity) => arity > 1 ? FormattableString.Invariant($"Of{arity}") : "";

        // _llmGpt4 gives LlmGpt4Options; a name may not begin with a digit.
        private static string OptionsName(string field) =>
            (char.IsDigit(field[1]) ? field : char.ToUpperInvariant(field[1]) + field.Substring(2)) + "Options";
    }
}
