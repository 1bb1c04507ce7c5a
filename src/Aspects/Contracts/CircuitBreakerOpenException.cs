namespace Aspects;

/// <summary>A call was turned away by a circuit breaker; its callee was never asked.</summary>
/// <remarks>
/// <see cref="Exception.InnerException"/> is the failure that opened the circuit, where there was one.
/// </remarks>
public sealed class CircuitBreakerOpenException : Exception
{
    private readonly int _failures;

    /// <summary>Creates the exception for a breaker in the given state, for use in tests of what handles it.</summary>
    /// <param name="name">The name of the breaker.</param>
    /// <param name="state">Its state.</param>
    /// <param name="retryAfter">When a call may be admitted again, where that is known.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public CircuitBreakerOpenException(string name, CircuitState state, TimeSpan? retryAfter = null)
        : this(name, key: null, state, retryAfter, reason: null, openedAt: null, failures: 0, failure: null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (retryAfter is { } wait) ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(retryAfter));
    }

    internal CircuitBreakerOpenException(
        string name,
        object? key,
        CircuitState state,
        TimeSpan? retryAfter,
        CircuitReason? reason,
        DateTimeOffset? openedAt,
        int failures,
        Exception? failure)
        : base(message: null, failure)
    {
        Name = name;
        Key = key;
        State = state;
        RetryAfter = retryAfter;
        Reason = reason ?? (state == CircuitState.Closed ? CircuitReason.SlowStart : CircuitReason.None);
        OpenedAt = openedAt;
        _failures = failures;
    }

    /// <summary>The name of the breaker.</summary>
    public string Name { get; }

    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; }

    /// <summary>The state in which it rejected the call: open or isolated, half-open with all probes under way, or closed a short while ago.</summary>
    public CircuitState State { get; }

    /// <summary>
    /// How long until a call may be admitted, counted from the moment this exception was made; never negative.
    /// <see langword="null"/> where it depends on a probe that is under way.
    /// </summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Why the circuit opened, or <see cref="CircuitReason.SlowStart"/>.</summary>
    public CircuitReason Reason { get; }

    /// <summary>When the circuit opened, on the wall clock.</summary>
    public DateTimeOffset? OpenedAt { get; }

    /// <summary>Name, key, state, reason and wait in one sentence, the same in every culture.</summary>
    // Written when it is read: most rejections are handled without anyone looking at the text.
    public override string Message
    {
        get
        {
            var state = State switch
            {
                CircuitState.Closed => "closed, but lets only a share of the calls through for a while",
                CircuitState.HalfOpen => "half-open with its probes under way",
                CircuitState.Isolated => "isolated by hand",
                _ => "open",
            };
            var reason = Reason switch
            {
                CircuitReason.ConsecutiveFailures => FormattableString.Invariant(
                    $" after {_failures} {(_failures == 1 ? "failure" : "failures in a row")}"),
                CircuitReason.ProbeFailed => " after a failed probe",
                _ => "",
            };
            var retry = RetryAfter is { } wait && wait < TimeSpan.MaxValue
                ? FormattableString.Invariant($" Retry in {wait.TotalSeconds:0.###} s.")
                : "";
            var key = Key is null ? "" : FormattableString.Invariant($" for '{Key}'");
            return $"Circuit '{Name}'{key} is {state}{reason}: the call was not made.{retry}";
        }
    }
}
