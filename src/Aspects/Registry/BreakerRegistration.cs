using System.Collections.Immutable;
using System.Diagnostics;

namespace Aspects;

/// <summary>A name in a registry, with its breaker or partition and the settings of each source.</summary>
/// <remarks>A registration has no breaker until its first use, because code can configure a name in advance.</remarks>
internal sealed class BreakerRegistration(string name, TimeProvider timeProvider, Listeners listeners) : ISettingsOwner, IDisposable
{
    private const int DefaultCapacity = 1_000;

    private readonly object _sync = new();
    private ImmutableArray<(CircuitBreakerOptions Options, DeclarationSource Source)> _declarations = [];
    private ImmutableHashSet<DeclarationSource> _sourcesWithOtherCode = [];
    private CircuitBreakerOptions? _configured;
    private DeclarationSource _configuredBy;
    private IReconfigurable? _target;
    private bool _isDisposed;

    // The type of the keys and the source of the first use.
    private (Type? KeyType, DeclarationSource Source) _firstUse;
    private (int Value, DeclarationSource Source)? _capacity;

    // A KeySettings<TKey>; null before the first use with keys.
    private object? _keySettings;

    /// <summary>The breaker; <see langword="null"/> before the first use, or if the name is used with keys.</summary>
    public CircuitBreaker? Existing => Volatile.Read(ref _target) as CircuitBreaker;

    /// <summary>The breakers by key; <see langword="null"/> before the first use, or without keys.</summary>
    public ICircuitBreakerPartition? ExistingPartition => Volatile.Read(ref _target) as ICircuitBreakerPartition;

    /// <summary>Adds the settings that a source declares, and returns the breaker.</summary>
    public CircuitBreaker Declare(CircuitBreakerOptions? options, DeclarationSource source)
    {
        if (options is null && Existing is { } breaker) return breaker;

        lock (_sync)
        {
            ThrowIfOtherKeyType(keyType: null, source);
            if (!IsUsed) _firstUse = (null, source);
            AddDeclaration(options, source, effective => new CircuitBreaker(name, key: null, effective, timeProvider, listeners, this));
            return (CircuitBreaker)_target!;
        }
    }

    /// <summary>Adds the settings and the capacity that a source declares, and returns the breakers by key.</summary>
    public CircuitBreakerPartition<TKey> DeclarePartition<TKey>(CircuitBreakerOptions? options, int? capacity, DeclarationSource source)
        where TKey : notnull
    {
        lock (_sync)
        {
            ThrowIfOtherKeyType(typeof(TKey), source);
            ThrowIfOtherCapacity(capacity, source);
            var keySettings = GetOrAddKeySettings<TKey>(source);
            AddDeclaration(
                options, source, effective => new CircuitBreakerPartition<TKey>(name, effective, keySettings, DefaultCapacity, timeProvider, listeners));
            var partition = (CircuitBreakerPartition<TKey>)_target!;
            if (capacity is not { } requested || _capacity is not null) return partition;

            _capacity = (requested, source);
            partition.Resize(requested);
            return partition;
        }
    }

    /// <summary>Overrides declared settings. A later call overrides an earlier call, setting by setting.</summary>
    /// <exception cref="ArgumentException">Settings contradict each other. Nothing has changed.</exception>
    public void Configure(CircuitBreakerOptions options, DeclarationSource source)
    {
        lock (_sync)
        {
            var added = options.CloneWithOrigin(SettingLevel.Configured, source.ToString());
            var configured = _configured is null ? added : added.LayerOver(_configured);
            if (_target is null) OptionsValidator.ThrowIfFinallyContradictory(name, configured);
            else _target.ReplaceSettings(ComputeEffective(configured)!);
            (_configured, _configuredBy) = (configured, source);
        }
    }

    /// <summary>Overrides settings of one key.</summary>
    /// <exception cref="ArgumentException">Settings contradict each other. Nothing has changed.</exception>
    public void Configure<TKey>(TKey key, CircuitBreakerOptions options, DeclarationSource source)
        where TKey : notnull
    {
        lock (_sync)
        {
            ThrowIfOtherKeyType(typeof(TKey), source);
            if (_target is CircuitBreakerPartition<TKey> partition)
            {
                partition.Configure(key, options, source);
                return;
            }

            var settings = GetOrAddKeySettings<TKey>(source);
            var merged = settings.Merge(key, options, source);
            OptionsValidator.ThrowIfFinallyContradictory(name, KeySettings<TKey>.Layer(merged, _configured), key);
            settings.Set(key, merged);
        }
    }

    void ISettingsOwner.Configure(IReconfigurable breaker, object? key, CircuitBreakerOptions options, DeclarationSource source) =>
        Configure(options, source);

    /// <summary>Reads whether call listeners of the registry exist.</summary>
    public void UpdateCallListeners() => Volatile.Read(ref _target)?.UpdateCallListeners();

    public void Dispose()
    {
        lock (_sync)
        {
            _isDisposed = true;
            _target?.Dispose();
        }
    }

    // A name is used once it has a breaker, a partition, or settings for a key.
    private bool IsUsed => _target is not null || _keySettings is not null;

    // Requires `_sync`.
    private KeySettings<TKey> GetOrAddKeySettings<TKey>(DeclarationSource source)
        where TKey : notnull
    {
        Debug.Assert(Monitor.IsEntered(_sync));
        if (!IsUsed) _firstUse = (typeof(TKey), source);
        _keySettings ??= new KeySettings<TKey>();
        return (KeySettings<TKey>)_keySettings;
    }

    // Requires `_sync`.
    private void AddDeclaration(
        CircuitBreakerOptions? options, DeclarationSource source, Func<CircuitBreakerOptions?, IReconfigurable> create)
    {
        Debug.Assert(Monitor.IsEntered(_sync));
        if (_target is not null && (options is null || IsDeclared(options, source))) return;

        var declarations = _declarations;
        if (options is not null)
        {
            options = KeepFirstCode(options.CloneWithOrigin(SettingLevel.Declared, source.ToString()), source);
            ThrowIfConflicting(options, source);
            _declarations = MergeDeclaration(options, source);
        }

        try
        {
            var effective = ComputeEffective(_configured);
            if (_target is null) Create(effective, create);
            else if (effective is not null) _target.ReplaceSettings(effective);
        }
        catch (ArgumentException)
        {
            _declarations = declarations;
            throw;
        }
    }

    // Requires `_sync`.
    private void Create(CircuitBreakerOptions? effective, Func<CircuitBreakerOptions?, IReconfigurable> create)
    {
        IReconfigurable target;
        try
        {
            target = create(effective);
        }
        catch (ArgumentException error) when (_configured is not null)
        {
            throw new ArgumentException($"{error.Message} Some settings are from registry.Configure, called by {_configuredBy}.", error);
        }

        if (_isDisposed) target.Dispose();
        Volatile.Write(ref _target, target);

        // Order: after the write, so that a call listener that arrives now finds the target, or this call finds it.
        target.UpdateCallListeners();
    }

    // A constructor that declares a breaker creates new delegates for each instance, so one source can repeat its
    // declaration with other delegates. The first ones stay in use. Requires `_sync`.
    private CircuitBreakerOptions KeepFirstCode(CircuitBreakerOptions options, DeclarationSource source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declaredBy != source) continue;
            var kept = options.WithoutOtherCode(declared, out var removed);
            if (removed.Count == 0 || _sourcesWithOtherCode.Contains(source)) return kept;
            _sourcesWithOtherCode = _sourcesWithOtherCode.Add(source);
            var events = _target is CircuitBreaker { Events: var own } ? own : new CircuitEvents(name, key: null, listeners);
            events.ReportCallbackError(
                nameof(CircuitBreakerRegistry.GetOrAdd),
                new InvalidOperationException(
                    $"Circuit breaker '{name}' keeps the code that '{source}' declared first for {string.Join(", ", removed)}. A later declaration "
                    + "from the same source has other delegates, which are not in use. Declare the same options object each time, "
                    + $"or set the delegates with registry.Configure(\"{name}\", …)."));
            return kept;
        }

        return options;
    }

    private bool IsDeclared(CircuitBreakerOptions options, DeclarationSource source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declaredBy == source && declared.ContainsAll(options)) return true;
        }

        return false;
    }

    // Each proxy instance declares its settings, so one source can declare several times, and more settings later.
    private ImmutableArray<(CircuitBreakerOptions Options, DeclarationSource Source)> MergeDeclaration(
        CircuitBreakerOptions options, DeclarationSource source)
    {
        for (var i = 0; i < _declarations.Length; i++)
        {
            if (_declarations[i].Source == source) return _declarations.SetItem(i, (options.LayerOver(_declarations[i].Options), source));
        }

        return _declarations.Add((options, source));
    }

    private void ThrowIfConflicting(CircuitBreakerOptions options, DeclarationSource source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declared.FindConflict(options) is not { } conflict) continue;
            throw new InvalidOperationException(
                $"Circuit breaker '{name}' has {conflict.Setting} = {conflict.Value} from '{declaredBy}' and "
                + $"{conflict.OtherValue} from '{source}'. Use the same value in both places, or remove the setting from "
                + $"both and set it with registry.Configure(\"{name}\", …).");
        }
    }

    private void ThrowIfOtherKeyType(Type? keyType, DeclarationSource source)
    {
        if (!IsUsed || _firstUse.KeyType == keyType) return;
        throw new InvalidOperationException(
            $"Circuit breaker '{name}' is used {DescribeUse(_firstUse.KeyType)} by '{_firstUse.Source}' and {DescribeUse(keyType)} by '{source}'. "
            + "Use two names, or keys of the same type in both places.");

        static string DescribeUse(Type? keyType) => keyType is null ? "without keys" : $"with keys of type {keyType}";
    }

    private void ThrowIfOtherCapacity(int? capacity, DeclarationSource source)
    {
        if (capacity is not { } requested || _capacity is not { } known || known.Value == requested) return;
        throw new InvalidOperationException(FormattableString.Invariant(
            $"Circuit breaker '{name}' has a capacity of {known.Value} keys from '{known.Source}' and of {requested} keys from '{source}'. ")
            + "Use the same capacity in both places, or set it in one place only.");
    }

    private CircuitBreakerOptions? ComputeEffective(CircuitBreakerOptions? configured)
    {
        var effective = configured;
        foreach (var (declared, _) in _declarations)
        {
            effective = effective is null ? declared : effective.LayerOver(declared);
        }

        return effective;
    }
}
