namespace Aspects;

// What exceptions and results mean. The breaker applies the rules in the order in which they were added.
public sealed partial class CircuitBreakerOptions
{
    internal OutcomeRules Outcomes
    {
        get => _settings.GetOrDefault(OutcomeRules.None);
        set => _settings.Set(value);
    }

    /// <summary>Counts exceptions of a type as failures, and ignores exceptions that no rule covers.</summary>
    /// <remarks>
    /// Without a call to this method every exception that no rule covers is a failure, except the rejection of an inner
    /// breaker.
    /// </remarks>
    /// <typeparam name="TException">The type. Derived types are included.</typeparam>
    /// <param name="when">Selects the exceptions that the rule covers; all if <see langword="null"/>.</param>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions Handle<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Outcomes = Outcomes.IgnoreUnlisted()
            .AddExceptionRule(
                error => error is TException known && when?.Invoke(known) != false ? CircuitOutcome.Failure : null,
                when is null ? $"Handle {typeof(TException)}" : when);
        return this;
    }

    /// <summary>Ignores exceptions of a type, because they do not concern the health of the callee.</summary>
    /// <typeparam name="TException">The type. Derived types are included.</typeparam>
    /// <param name="when">Selects the exceptions that the rule covers; all if <see langword="null"/>.</param>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions Ignore<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Outcomes = Outcomes.AddExceptionRule(
            error => error is TException known && when?.Invoke(known) != false ? CircuitOutcome.Ignored : null,
            when is null ? $"Ignore {typeof(TException)}" : when);
        return this;
    }

    /// <summary>Adds a rule that classifies exceptions.</summary>
    /// <remarks>The first rule that returns an outcome decides.</remarks>
    /// <param name="classify">
    /// Returns the outcome, or <see langword="null"/> if the rule does not cover the exception.
    /// </param>
    /// <param name="description">
    /// Identifies the rule when two sources set rules for one breaker. Rules with equal descriptions are the same rule.
    /// Rules without a description are the same only if their delegates are equal.
    /// </param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classify"/> is <see langword="null"/>.</exception>
    public CircuitBreakerOptions Classify(Func<Exception, CircuitOutcome?> classify, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(classify);
        Outcomes = Outcomes.AddExceptionRule(classify, description is null ? classify : description);
        return this;
    }

    /// <summary>Adds a rule that classifies the results of calls.</summary>
    /// <remarks>A result is a success unless a rule returns a different outcome. The first such rule decides.</remarks>
    /// <typeparam name="TResult">The type of the results, as the call declares it.</typeparam>
    /// <param name="classify">Returns the outcome of a result.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classify"/> is <see langword="null"/>.</exception>
    public CircuitBreakerOptions ClassifyResult<TResult>(Func<TResult, CircuitOutcome> classify)
    {
        ArgumentNullException.ThrowIfNull(classify);
        Outcomes = Outcomes.AddResultRule(classify, classify);
        return this;
    }

    /// <summary>Adds a rule that classifies exceptions with a static method of a type.</summary>
    /// <typeparam name="TClassifier">The type.</typeparam>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions ClassifyWith<TClassifier>()
        where TClassifier : IOutcomeClassifier =>
        Classify(static error => TClassifier.Classify(error), $"Classifier {typeof(TClassifier)}");

    /// <summary>Adds rules that classify exceptions, and results of one type, with static methods of a type.</summary>
    /// <typeparam name="TClassifier">The type.</typeparam>
    /// <typeparam name="TResult">The type of the results, as the call declares it.</typeparam>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions ClassifyWith<TClassifier, TResult>()
        where TClassifier : IOutcomeClassifier<TResult>
    {
        Outcomes = ClassifyWith<TClassifier>().Outcomes
            .AddResultRule<TResult>(TClassifier.Classify, $"Classifier {typeof(TClassifier)} for {typeof(TResult)}");
        return this;
    }
}
