using System.Collections.Immutable;

namespace Aspects;

/// <summary>
/// A name in a registry: its breaker, or its breakers by key, once someone uses it, and the settings that were asked for and
/// by whom.
/// </summary>
internal sealed class BreakerRegistration(string name, TimeProvider timeProvider, Listeners listeners)
{
    private const int DefaultCapacity = 1_000;

    private readonly Lock _gate = new();
    private ImmutableArray<(CircuitBreakerOptions Options, string Source)> _declarations = [];
    private CircuitBreakerOptions? _configured;
    private IReconfigurable? _target;

    // Who used it first, and with keys of which type.
    private (Type? KeyType, string Source) _firstUse;
    private (int Value, string Source)? _capacity;

    /// <summary>The breaker, unless only settings have been given so far, or there is one for each key.</summary>
    public CircuitBreaker? Existing => Volatile.Read(ref _target) as CircuitBreaker;

    /// <summary>The breaker, with what a user of it asks for.</summary>
    public CircuitBreaker Declare(CircuitBreakerOptions? options, string source)
    {
        if (options is null && Existing is { } breaker) return breaker;

        lock (_gate)
        {
            RefuseOtherKey(keyType: null, source);
            if (_target is null) _firstUse = (null, source);
            Declare(options, source, effective => new CircuitBreaker(name, key: null, effective, timeProvider, listeners));
            return (CircuitBreaker)_target!;
        }
    }

    /// <summary>The breakers by key, with what a user of them asks for.</summary>
    public CircuitBreakerPartition<TKey> DeclarePartition<TKey>(CircuitBreakerOptions? options, int? capacity, string source)
        where TKey : notnull
    {
        lock (_gate)
        {
            RefuseOtherKey(typeof(TKey), source);
            RefuseOtherCapacity(capacity, source);
            if (_target is null) _firstUse = (typeof(TKey), source);
            Declare(options, source, effective => new CircuitBreakerPartition<TKey>(name, effective, DefaultCapacity, timeProvider, listeners));
            var partition = (CircuitBreakerPartition<TKey>)_target!;
            if (capacity is not { } wanted || _capacity is not null) return partition;

            _capacity = (wanted, source);
            partition.Resize(wanted);
            return partition;
        }
    }

    /// <summary>Settings that win over what users ask for; later ones over earlier ones.</summary>
    public void Configure(CircuitBreakerOptions options)
    {
        lock (_gate)
        {
            var configured = _configured is null ? options : options.LayerOver(_configured);
            if (_target is not null && Effective(configured) is { } effective) _target.ReplaceSettings(effective);
            _configured = configured;
        }
    }

    private void Declare(CircuitBreakerOptions? options, string source, Func<CircuitBreakerOptions?, IReconfigurable> create)
    {
        if (_target is not null && (options is null || IsDeclared(options, source))) return;

        var declarations = _declarations;
        if (options is not null)
        {
            RefuseConflict(options, source);
            _declarations = With(options, source);
        }

        try
        {
            var effective = Effective(_configured);
            if (_target is null) Volatile.Write(ref _target, create(effective));
            else if (effective is not null) _target.ReplaceSettings(effective);
        }
        catch (ArgumentException)
        {
            _declarations = declarations;
            throw;
        }
    }

    private bool IsDeclared(CircuitBreakerOptions options, string source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declaredBy == source && declared.ContainsAll(options)) return true;
        }

        return false;
    }

    // The same source comes again with each proxy instance, and may have more to say.
    private ImmutableArray<(CircuitBreakerOptions Options, string Source)> With(CircuitBreakerOptions options, string source)
    {
        for (var i = 0; i < _declarations.Length; i++)
        {
            if (_declarations[i].Source == source) return _declarations.SetItem(i, (options.LayerOver(_declarations[i].Options), source));
        }

        return _declarations.Add((options.Clone(), source));
    }

    private void RefuseConflict(CircuitBreakerOptions options, string source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declared.FindConflict(options) is not { } conflict) continue;
            throw new InvalidOperationException(
                $"Circuit breaker '{name}' has {conflict.Setting} = {conflict.Value} from '{declaredBy}' and "
                + $"{conflict.OtherValue} from '{source}'. Use one value in both, or set it once with "
                + $"registry.Configure(\"{name}\", …) and in neither.");
        }
    }

    private void RefuseOtherKey(Type? keyType, string source)
    {
        if (_target is null || _firstUse.KeyType == keyType) return;
        throw new InvalidOperationException(
            $"Circuit breaker '{name}' is {Use(_firstUse.KeyType)} for '{_firstUse.Source}' and {Use(keyType)} for '{source}'. "
            + "Use two names, or keys of one type in both.");

        static string Use(Type? keyType) => keyType is null ? "one breaker" : $"one for each key of type {keyType}";
    }

    private void RefuseOtherCapacity(int? capacity, string source)
    {
        if (capacity is not { } wanted || _capacity is not { } known || known.Value == wanted) return;
        throw new InvalidOperationException(FormattableString.Invariant(
            $"Circuit breaker '{name}' has room for {known.Value} keys from '{known.Source}' and for {wanted} from '{source}'. Use one number in both, or set it in one of them."));
    }

    private CircuitBreakerOptions? Effective(CircuitBreakerOptions? configured)
    {
        var effective = configured;
        foreach (var (declared, _) in _declarations)
        {
            effective = effective is null ? declared : effective.LayerOver(declared);
        }

        return effective;
    }
}
