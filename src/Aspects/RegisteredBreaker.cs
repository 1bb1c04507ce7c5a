namespace Aspects;

/// <summary>A name in a registry: its breaker, once someone uses it, and the settings that were asked for and by whom.</summary>
internal sealed class RegisteredBreaker(string name, TimeProvider? timeProvider)
{
    private readonly Lock _gate = new();
    private readonly List<(CircuitBreakerOptions Options, string Source)> _declarations = [];
    private CircuitBreakerOptions _configured = new();
    private CircuitBreaker? _breaker;

    /// <summary>The breaker, unless only settings have been given so far.</summary>
    public CircuitBreaker? Existing => Volatile.Read(ref _breaker);

    /// <summary>The breaker, with what a user of it asks for.</summary>
    public CircuitBreaker Declare(CircuitBreakerOptions? options, string source)
    {
        if (options is null && Existing is { } breaker) return breaker;

        lock (_gate)
        {
            if (options is not null) AddDeclaration(options, source);
            return Update();
        }
    }

    /// <summary>Settings that win over what users ask for; later ones over earlier ones.</summary>
    public void Configure(CircuitBreakerOptions options)
    {
        lock (_gate)
        {
            _configured = options.Over(_configured);
            if (_breaker is not null) Update();
        }
    }

    private void AddDeclaration(CircuitBreakerOptions options, string source)
    {
        foreach (var (declared, declaredBy) in _declarations)
        {
            if (declared.FindConflict(options) is not { } conflict) continue;
            throw new InvalidOperationException(
                $"Circuit breaker '{name}' has {conflict.Setting} = {conflict.Value} from '{declaredBy}' and "
                + $"{conflict.OtherValue} from '{source}'. Use one value in both, or set it once with "
                + $"registry.Configure(\"{name}\", …) and in neither.");
        }

        // The same source comes again with each proxy instance, and may have more to say.
        var known = _declarations.FindIndex(declaration => declaration.Source == source);
        if (known < 0) _declarations.Add((options.Over(new CircuitBreakerOptions()), source));
        else _declarations[known] = (options.Over(_declarations[known].Options), source);
    }

    private CircuitBreaker Update()
    {
        var effective = _configured;
        foreach (var (declared, _) in _declarations)
        {
            effective = effective.Over(declared);
        }

        if (_breaker is null) Volatile.Write(ref _breaker, new CircuitBreaker(name, effective, timeProvider));
        else _breaker.Apply(effective);
        return _breaker;
    }
}
