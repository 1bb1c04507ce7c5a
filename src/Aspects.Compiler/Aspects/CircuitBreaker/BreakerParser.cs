using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Parses the breakers of one interface. Each breaker gets a field of the proxy.</summary>
internal sealed class BreakerParser(ProxiedInterface proxied, ProxyScope scope) : IAspectParser
{
    private readonly List<Entry> _entries = [];
    private readonly List<FallbackInstanceModel> _fallbacks = [];
    private readonly List<ISymbol> _named = [];
    private readonly HashSet<string> _flowWarnings = new(StringComparer.Ordinal);
    private readonly BreakerNames _names = BreakerNames.Choose(scope.Locals, scope.Reserved);
    private bool _hasObsoleteKey;

    public CallAspectModel? Parse(IMethodSymbol call)
    {
        if (AttributePrecedence.FindBreaker(call, proxied) is not { } attribute) return null;

        // Ignores a parameter that cannot be a key. An analyzer reports the parameter.
        var key = CircuitKey.Find(call) is { } marked && marked.ReasonAgainst(scope.Compilation) is null ? marked : default(CircuitKey?);
        _hasObsoleteKey |= key is not null && Obsoletion.IsError(key.Value.Type);
        var field = AddCall(new GuardedMethod(call, proxied, attribute), key);
        var fallback = Fallback.Find(call, proxied, scope.Compilation);
        _flowWarnings.UnionWith(GuardFlowWarnings.Find(call, fallback));
        return new GuardModel(
            field,
            Key: key is null ? null : ParameterNames.Write(key.Value.Parameter),
            IsKeyNullable: key is { Type.IsReferenceType: true },
            WriteToken(call),
            WriteOuts(call),
            fallback is null ? null : Parse(fallback, call),
            _names);
    }

    public ParsedAspect Complete()
    {
        var resolved = _entries.Select(static entry => (Entry: entry, Settings: new BreakerSettings(entry.Calls))).ToList();
        return new ParsedAspect(
            new BreakersModel(
                resolved.Select(breaker => ToModel(breaker.Entry, breaker.Settings)).ToEquatableArray(),
                _fallbacks.ToEquatableArray()),
            [.. _named, .. resolved.SelectMany(breaker => breaker.Settings.GetRuleTypes(scope.Compilation))],
            _flowWarnings,
            _hasObsoleteKey);
    }

    private FallbackModel Parse(Fallback fallback, IMethodSymbol call)
    {
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
                scope.Types.Write(method.ContainingType),
                isInherited,
                TypeNames.Escape(method.Name),
                FallbackMethods.TakesException(method, call),
                fallback.OnFailure);
        }

        var instance = AddInstance(fallback.Type!);
        var isCast = !instance.IsWhole || !SymbolEqualityComparer.Default.Equals(call.ContainingType, proxied.Type);
        return new FallbackModel(
            FallbackPlace.Instance, instance.Field, scope.Types.Write(call.ContainingType), isCast, Name: null, TakesException: false, fallback.OnFailure);
    }

    private FallbackInstanceModel AddInstance(INamedTypeSymbol type)
    {
        var name = scope.Types.Write(type);
        var instance = _fallbacks.Find(known => known.Type == name);
        if (instance is null)
        {
            var isWhole = type.AllInterfaces.Contains(proxied.Type, SymbolEqualityComparer.Default);
            _named.Add(type);
            _named.Add(FallbackTypes.FindConstructor(type, scope.Compilation)!);
            instance = new FallbackInstanceModel(name, scope.Reserved.MakeUnique("_fallback"), isWhole);
            _fallbacks.Add(instance);
        }

        return instance;
    }

    private string AddCall(GuardedMethod call, CircuitKey? key)
    {
        var name = call.Attribute.Name!;
        var keyType = key is null ? null : scope.Types.Write(key.Value.Type);
        var entry = _entries.Find(entry => entry.KeyType == keyType && string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
        {
            entry = new Entry(name, scope.Reserved.MakeUnique(NameField(name)), keyType);
            _entries.Add(entry);
        }

        entry.Capacity ??= key?.Capacity;
        entry.Calls.Add(call);
        return entry.Field;
    }

    private BreakerModel ToModel(Entry entry, BreakerSettings resolved)
    {
        var (settings, rules) = (resolved.ToModels(), resolved.ToRules(scope.Types, scope.Compilation));
        var members = entry.Calls.Select(static call => (call.Method.AssociatedSymbol ?? call.Method).MetadataName).Distinct().ToEquatableArray();
        var options = settings.Count == 0 && rules is null ? null : scope.Reserved.MakeUnique(NameOptions(entry.Field));
        var keys = entry.KeyType is null ? null : new KeysModel(entry.KeyType, entry.Capacity);
        return new BreakerModel(entry.Name, entry.Field, keys, members, options, settings, rules);
    }

    private static EquatableArray<string> WriteOuts(IMethodSymbol method) =>
        method.Parameters.Where(static parameter => parameter.RefKind == RefKind.Out)
            .Select(static parameter => ParameterNames.Write(parameter))
            .ToEquatableArray();

    // The last token is the token of the caller, by convention.
    private static string? WriteToken(IMethodSymbol method)
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

    /// <summary>Makes a camel-cased field name from any name: <c>llm-gpt 4</c> becomes <c>_llmGpt4</c>.</summary>
    private static string NameField(string name)
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

    // _llmGpt4 becomes LlmGpt4Options. If a digit follows the underscore, the name keeps the underscore. Generic
    // interfaces with one name and several arities share one class for their options.
    private string NameOptions(string field)
    {
        var name = (char.IsDigit(field[1]) ? field : char.ToUpperInvariant(field[1]) + field.Substring(2)) + "Options";
        return scope.Arity > 1 ? FormattableString.Invariant($"{name}Of{scope.Arity}") : name;
    }

    private sealed class Entry(string name, string field, string? keyType)
    {
        public string Name { get; } = name;

        public string Field { get; } = field;

        /// <summary>The type of the keys; <see langword="null"/> without keys.</summary>
        public string? KeyType { get; } = keyType;

        public int? Capacity { get; set; }

        public List<GuardedMethod> Calls { get; } = [];
    }
}
