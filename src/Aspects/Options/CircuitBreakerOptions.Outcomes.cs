namespace Aspects;

// What exceptions and results mean. Rules are asked in the order in which they are given; the first that knows wins.
public sealed partial class CircuitBreakerOptions
{
    internal OutcomeRules Outcomes
    {
        get => _settings.Get(OutcomeRules.None);
        set => _settings.Set(value);
    }

    /// <summary>
    /// Counts exceptions of a type as failures, and from now on no others but those that are listed as well.
    /// Without any such rule every exception is a failure, except the rejection of a breaker further in.
    /// </summary>
    /// <typeparam name="TException">The type, or a base of it.</typeparam>
    /// <param name="when">Which of them; all where <see langword="null"/>.</param>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions Handle<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Outcomes = Outcomes.HandlingOnlyListed()
            .With(
                error => error is TException known && when?.Invoke(known) != false ? CircuitOutcome.Failure : null,
                when is null ? $"Handle {typeof(TException)}" : when);
        return this;
    }

    /// <summary>Ignores exceptions of a type: they say nothing about the callee.</summary>
    /// <typeparam name="TException">The type, or a base of it.</typeparam>
    /// <param name="when">Which of them; all where <see langword="null"/>.</param>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions Ignore<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Outcomes = Outcomes.With(
            error => error is TException known && when?.Invoke(known) != false ? CircuitOutcome.Ignored : null,
            when is null ? $"Ignore {typeof(TException)}" : when);
        return this;
    }

    /// <summary>Judges exceptions.</summary>
    /// <param name="classify">Says what an exception means; <see langword="null"/> where it does not know.</param>
    /// <param name="description">
    /// What it says, for the message where two sources give one breaker different rules: two rules of one description are taken for
    /// the same, two without are not, unless they are one object.
    /// </param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classify"/> is <see langword="null"/>.</exception>
    public CircuitBreakerOptions Classify(Func<Exception, CircuitOutcome?> classify, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(classify);
        Outcomes = Outcomes.With(classify, description is null ? classify : description);
        return this;
    }

    /// <summary>Judges results of a type. A result that no rule calls anything else is a success.</summary>
    /// <typeparam name="TResult">The type, as the call declares it.</typeparam>
    /// <param name="classify">Says what a result means.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="classify"/> is <see langword="null"/>.</exception>
    public CircuitBreakerOptions ClassifyResult<TResult>(Func<TResult, CircuitOutcome> classify)
    {
        ArgumentNullException.ThrowIfNull(classify);
        Outcomes = Outcomes.WithResult(classify, classify);
        return this;
    }

    /// <summary>Judges exceptions with a type that does so in static members.</summary>
    /// <typeparam name="TClassifier">The type.</typeparam>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions ClassifyWith<TClassifier>()
        where TClassifier : IOutcomeClassifier =>
        Classify(static error => TClassifier.Classify(error), $"Classifier {typeof(TClassifier)}");

    /// <summary>Judges exceptions, and results of a type, with a type that does so in static members.</summary>
    /// <typeparam name="TClassifier">The type.</typeparam>
    /// <typeparam name="TResult">The type of the results, as the call declares it.</typeparam>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions ClassifyWith<TClassifier, TResult>()
        where TClassifier : IOutcomeClassifier<TResult>
    {
        Outcomes = ClassifyWith<TClassifier>().Outcomes
            .WithResult<TResult>(TClassifier.Classify, $"Classifier {typeof(TClassifier)} for {typeof(TResult)}");
        return this;
    }
}
