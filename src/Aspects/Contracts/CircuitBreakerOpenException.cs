namespace Aspects;

/// <summary>The exception for a call that a circuit breaker rejected. The callee was not called.</summary>
/// <remarks>
/// <see cref="Exception.InnerException"/> is the exception that opened the circuit, or <see langword="null"/> if no
/// call threw.
/// </remarks>
public sealed class CircuitBreakerOpenException : Exception
{
    private readonly int _failures;

    /// <summary>Creates an exception for tests of code that handles rejections.</summary>
    /// <param name="name">The name of the breaker.</param>
    /// <param name="state">The state of the breaker.</param>
    /// <param name="retryAfter">
    /// The wait until a call can be admitted, or <see langword="null"/> if it is unknown.
    /// </param>
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

    /// <summary>The state in which the breaker rejected the call.</summary>
    /// <remarks>
    /// A half-open circuit rejects a call if all probe slots are taken. A closed circuit rejects calls during its slow
    /// start.
    /// </remarks>
    public CircuitState State { get; }

    /// <summary>The wait until a call can be admitted, measured from the creation of this exception.</summary>
    /// <value>Never negative. <see langword="null"/> unless the circuit was open.</value>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// The reason for the opening, or <see cref="CircuitReason.SlowStart"/> if the circuit was closed.
    /// </summary>
    public CircuitReason Reason { get; }

    /// <summary>The time of the opening, on the wall clock; <see langword="null"/> if the circuit was closed.</summary>
    public DateTimeOffset? OpenedAt { get; }

    /// <summary>The name, key, state, reason and wait as text, the same in every culture.</summary>
    // Built on demand, because most handlers of a rejection never read the text.
    public override string Message
    {
        get
        {
            var state = State switch
            {
                CircuitState.Closed => "closed, but its slow start admits only a share of the calls",
                CircuitState.HalfOpen => "half-open with all probe slots taken",
                CircuitState.Isolated => "isolated by hand",
                _ => "open",
            };
            var reason = Reason switch
            {
                CircuitReason.ConsecutiveFailures => FormattableString.Invariant(
                    $" after {_failures} {(_failures == 1 ? "failure" : "consecutive failures")}"),
                CircuitReason.ProbeFailed => " after a failed probe",
                CircuitReason.OpenedByHand when State == CircuitState.Open => " by hand",
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
