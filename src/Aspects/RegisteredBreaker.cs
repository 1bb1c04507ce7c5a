using System.Collections.Immutable;

namespace Aspects;

/// <summary>A name in a registry: its breaker, once someone uses it, and the settings that were asked for and by whom.</summary>
internal sealed class RegisteredBreaker(string name, TimeProvider timeProvider, Listeners listeners)
{
    private readonly Lock _gate = new();
    private ImmutableArray<(CircuitBreakerOptions Options, string Source)> _declarations = [];
    private CircuitBreakerOptions? _configured;
    private CircuitBreaker? _breaker;

    /// <summary>The breaker, unless only settings have been given so far.</summary>
    public CircuitBreaker? Existing => Volatile.Read(ref _breaker);

    /// <summary>The settings that win over what users ask for; <see langword="null"/> where there are none.</summary>
    public CircuitBreakerOptions? Configured
    {
        get
        {
            lock (_gate)
            {
                return _configured;
            }
        }
    }

    /// <summary>The breaker, with what a user of it asks for.</summary>
    public CircuitBreaker Declare(CircuitBreakerOptions? options, string source)
    {
        if (options is null && Existing is { } breaker) return breaker;

        lock (_gate)
        {
            if (options is null) return PutInForce(_configured);
            if (_breaker is not null && IsDeclared(options, source)) return _breaker;
            RefuseConflict(options, source);

            var declarations = _declarations;
            _declarations = With(options, source);
            try
            {
                return PutInForce(_configured);
            }
            catch (ArgumentException)
            {
                _declarations = declarations;
                throw;
            }
        }
    }

    /// <summary>Settings that win over what users ask for; later ones over earlier ones.</summary>
    public void Configure(CircuitBreakerOptions options)
    {
        lock (_gate)
        {
            var configured = _configured is null ? options : options.Over(_configured);
            if (_breaker is not null) PutInForce(configured);
            _configured = configured;
        }
    }

    private bool IsDeclared(CircuitBreakerOptions options, string source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declaredBy == source && declared.Covers(options)) return true;
        }

        return false;
    }

    // The same source comes again with each proxy instance, and may have more to say.
    private ImmutableArray<(CircuitBreakerOptions Options, string Source)> With(CircuitBreakerOptions options, string source)
    {
        for (var i = 0; i < _declarations.Length; i++)
        {
            if (_declarations[i].Source == source) return _declarations.SetItem(i, (options.Over(_declarations[i].Options), source));
        }

        return _declarations.Add((options.Over(new CircuitBreakerOptions()), source));
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

    private CircuitBreaker PutInForce(CircuitBreakerOptions? configured)
    {
        var effective = configured;
        foreach (var (declared, _) in _declarations)
        {
            effective = effective is null ? declared : effective.Over(declared);
        }

        if (_breaker is null) Volatile.Write(ref _breaker, new CircuitBreaker(name, effective, timeProvider, listeners));
        else if (effective is not null) _breaker.Apply(effective);
        return _breaker;
    }
}
