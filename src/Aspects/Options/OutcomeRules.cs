namespace Aspects;

/// <summary>The immutable rules that classify exceptions and results, in the order in which they were added.</summary>
/// <remarks>
/// Two instances are equal if their rules have equal identities in the same order. An identity is a text such as a type
/// name, because two lambdas of the same code are not equal. A rule without a text has its delegate as identity.
/// </remarks>
internal sealed class OutcomeRules : IEquatable<OutcomeRules>
{
    public static readonly OutcomeRules None = new([], [], ignoresUnlisted: false);

    private readonly ExceptionRule[] _exceptions;
    private readonly ResultRule[] _results;
    private readonly bool _ignoresUnlisted;

    private OutcomeRules(ExceptionRule[] exceptions, ResultRule[] results, bool ignoresUnlisted)
    {
        _exceptions = exceptions;
        _results = results;
        _ignoresUnlisted = ignoresUnlisted;
    }

    public bool HasResultRules => _results.Length > 0;

    /// <summary>
    /// Returns rules with one more rule for exceptions, or these rules if that rule is already among them.
    /// </summary>
    /// <param name="classify">Returns <see langword="null"/> if the rule does not cover the exception.</param>
    /// <param name="identity">Decides whether two rules are the same.</param>
    public OutcomeRules AddExceptionRule(Func<Exception, CircuitOutcome?> classify, object identity) =>
        Array.Exists(_exceptions, known => known.Identity.Equals(identity))
            ? this
            : new([.. _exceptions, new ExceptionRule(classify, identity)], _results, _ignoresUnlisted);

    /// <summary>Returns rules with one more rule for results.</summary>
    public OutcomeRules AddResultRule<TResult>(Func<TResult, CircuitOutcome> classify, object identity) =>
        new(_exceptions, [.. _results, new ResultRule(classify, identity)], _ignoresUnlisted);

    /// <summary>Returns rules that ignore an exception that none of them covers.</summary>
    public OutcomeRules IgnoreUnlisted() => new(_exceptions, _results, ignoresUnlisted: true);

    /// <exception cref="Exception">A rule throws.</exception>
    public CircuitOutcome ClassifyException(Exception error)
    {
        foreach (var rule in _exceptions)
        {
            if (rule.Classify(error) is { } outcome) return outcome;
        }

        // An inner breaker rejected the call, so its callee was never called.
        return error is CircuitBreakerOpenException || _ignoresUnlisted ? CircuitOutcome.Ignored : CircuitOutcome.Failure;
    }

    /// <exception cref="Exception">A rule throws.</exception>
    public CircuitOutcome ClassifyResult<TResult>(TResult result)
    {
        foreach (var rule in _results)
        {
            if (rule.Classify is Func<TResult, CircuitOutcome> classify)
            {
                var outcome = classify(result);
                if (outcome.Kind != CircuitOutcomeKind.Success) return outcome;
            }
        }

        return CircuitOutcome.Success;
    }

    public bool Equals(OutcomeRules? other) =>
        other is not null
        && _ignoresUnlisted == other._ignoresUnlisted
        && _exceptions.Select(static rule => rule.Identity).SequenceEqual(other._exceptions.Select(static rule => rule.Identity))
        && _results.Select(static rule => rule.Identity).SequenceEqual(other._results.Select(static rule => rule.Identity));

    public override bool Equals(object? obj) => Equals(obj as OutcomeRules);

    public override int GetHashCode() => HashCode.Combine(_exceptions.Length, _results.Length, _ignoresUnlisted);

    /// <summary>Returns the rules as text, for the message about two sources with different rules.</summary>
    public override string ToString() =>
        "[" + string.Join("; ", _exceptions.Select(static rule => rule.Identity).Concat(_results.Select(static rule => rule.Identity)).Select(Format)) + "]";

    // A delegate has no text that tells it apart from other delegates.
    private static string Format(object identity) => identity is Delegate ? "a rule in code" : FormattableString.Invariant($"{identity}");

    private readonly record struct ExceptionRule(Func<Exception, CircuitOutcome?> Classify, object Identity);

    private readonly record struct ResultRule(object Classify, object Identity);
}
