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
    /// <para>Without a call to this method every exception that no rule covers is a failure, except the rejection of
    /// an inner breaker.</para>
    /// <para>An <see cref="AggregateException"/> that no rule covers is judged by its worst part. The inner exception
    /// of any other exception is judged only by <see cref="HandleInner"/> and <see cref="IgnoreInner"/>.</para>
    /// </remarks>
    /// <typeparam name="TException">The type. Derived types are included.</typeparam>
    /// <param name="when">Selects the exceptions that the rule covers; all if <see langword="null"/>.</param>
    /// <returns>These options.</returns>
    public CircuitBreakerOptions Handle<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Outcomes = Outcomes.IgnoreUnlisted();
        return AddTypeRule(nameof(Handle), CircuitOutcome.Failure, when, looksInside: false);
    }

    /// <summary>Does what <see cref="Handle"/> does, and covers exceptions that contain one of the type.</summary>
    /// <remarks>The inner exceptions are searched at any depth, and so are all parts of an aggregate.</remarks>
    /// <inheritdoc cref="Handle" path="/typeparam|/param|/returns"/>
    public CircuitBreakerOptions HandleInner<TException>(Func<TException, bool>? when = null)
        where TException : Exception
    {
        Outcomes = Outcomes.IgnoreUnlisted();
        return AddTypeRule(nameof(HandleInner), CircuitOutcome.Failure, when, looksInside: true);
    }

    /// <summary>Ignores exceptions of a type, because they do not concern the health of the callee.</summary>
    /// <inheritdoc cref="Handle" path="/typeparam|/param|/returns"/>
    public CircuitBreakerOptions Ignore<TException>(Func<TException, bool>? when = null)
        where TException : Exception =>
        AddTypeRule(nameof(Ignore), CircuitOutcome.Ignored, when, looksInside: false);

    /// <summary>Does what <see cref="Ignore"/> does, and covers exceptions that contain one of the type.</summary>
    /// <remarks>
    /// The inner exceptions are searched at any depth. An aggregate is ignored only if each of its parts is covered.
    /// </remarks>
    /// <inheritdoc cref="Handle" path="/typeparam|/param|/returns"/>
    public CircuitBreakerOptions IgnoreInner<TException>(Func<TException, bool>? when = null)
        where TException : Exception =>
        AddTypeRule(nameof(IgnoreInner), CircuitOutcome.Ignored, when, looksInside: true);

    /// <summary>Adds a rule that classifies exceptions.</summary>
    /// <remarks>
    /// The first rule that returns an outcome decides. The rule does not get the exceptions of calls that their caller
    /// has cancelled; see <see cref="ClassifyCancelled"/>.
    /// </remarks>
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
        Outcomes = Outcomes.AddExceptionRule(
            (error, isCancelled) => isCancelled ? null : classify(error), GetIdentity(nameof(Classify), description, classify));
        return this;
    }

    /// <summary>Adds a rule that classifies the exceptions of calls that their caller has cancelled.</summary>
    /// <remarks>
    /// Such an exception counts as ignored, whatever its type, unless a rule returns another outcome. A call whose
    /// <see cref="Timeout"/> expired before its caller cancelled is a failure, and no rule judges it.
    /// </remarks>
    /// <inheritdoc cref="Classify" path="/param|/returns|/exception"/>
    public CircuitBreakerOptions ClassifyCancelled(Func<Exception, CircuitOutcome?> classify, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(classify);
        Outcomes = Outcomes.AddExceptionRule(
            (error, isCancelled) => isCancelled ? classify(error) : null, GetIdentity(nameof(ClassifyCancelled), description, classify));
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
        where TClassifier : IOutcomeClassifier
    {
        Outcomes = Outcomes.AddExceptionRule(
            static (error, isCancelled) => isCancelled ? TClassifier.ClassifyCancelled(error) : TClassifier.Classify(error),
            $"Classifier {typeof(TClassifier)}");
        return this;
    }

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

    private static (string Method, object Rule) GetIdentity(string method, string? description, Delegate classify) =>
        (method, (object?)description ?? classify);

    private CircuitBreakerOptions AddTypeRule<TException>(string name, CircuitOutcome outcome, Func<TException, bool>? when, bool looksInside)
        where TException : Exception
    {
        Func<Exception, bool> covers = looksInside
            ? outcome.Kind == CircuitOutcomeKind.Ignored ? IsMadeOf : Contains
            : Matches;
        Outcomes = Outcomes.AddExceptionRule(
            (error, isCancelled) => !isCancelled && covers(error) ? outcome : null, when is null ? $"{name} {typeof(TException)}" : GetIdentity(name, description: null, when));
        return this;

        bool Matches(Exception error) => error is TException known && when?.Invoke(known) != false;

        bool Contains(Exception error) => Matches(error) || error switch
        {
            AggregateException aggregate => aggregate.InnerExceptions.Any(Contains),
            { InnerException: { } inner } => Contains(inner),
            _ => false,
        };

        bool IsMadeOf(Exception error) => Matches(error) || error switch
        {
            AggregateException { InnerExceptions: { Count: > 0 } parts } => parts.All(IsMadeOf),
            { InnerException: { } inner } => IsMadeOf(inner),
            _ => false,
        };
    }
}
