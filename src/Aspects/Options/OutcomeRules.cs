namespace Aspects;

/// <summary>
/// How outcomes are judged: rules for exceptions, in the order they were given, and rules for results by their type.
/// Never changed in place. Two are equal if they have the same rules in the same order: rules are the same by what they
/// are known by, such as a type, for two lambdas never are.
/// </summary>
internal sealed class OutcomeRules : IEquatable<OutcomeRules>
{
    public static readonly OutcomeRules None = new([], [], handlesOnlyListed: false);

    private readonly ExceptionRule[] _exceptions;
    private readonly ResultRule[] _results;
    private readonly bool _handlesOnlyListed;

    private OutcomeRules(ExceptionRule[] exceptions, ResultRule[] results, bool handlesOnlyListed)
    {
        _exceptions = exceptions;
        _results = results;
        _handlesOnlyListed = handlesOnlyListed;
    }

    public bool JudgesResults => _results.Length > 0;

    /// <param name="rule">The rule.</param>
    /// <param name="knownBy">What it is the same as another by; a rule known by the same thing is not added again.</param>
    public OutcomeRules With(Func<Exception, CircuitOutcome?> rule, object knownBy) =>
        Array.Exists(_exceptions, known => known.KnownBy.Equals(knownBy))
            ? this
            : new([.. _exceptions, new ExceptionRule(rule, knownBy)], _results, _handlesOnlyListed);

    /// <inheritdoc cref="With"/>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    public OutcomeRules WithResult<TResult>(Func<TResult, CircuitOutcome> rule, object knownBy) =>
        new(_exceptions, [.. _results, new ResultRule(rule, knownBy)], _handlesOnlyListed);

    /// <summary>From now on an exception that no rule knows is ignored.</summary>
    public OutcomeRules HandlingOnlyListed() => new(_exceptions, _results, handlesOnlyListed: true);

    /// <exception cref="Exception">Whatever a rule throws.</exception>
    public CircuitOutcome Of(Exception error)
    {
        foreach (var rule in _exceptions)
        {
            if (rule.Judge(error) is { } outcome) return outcome;
        }

        // A breaker further in has turned the call away: its callee was never asked.
        return error is CircuitBreakerOpenException || _handlesOnlyListed ? CircuitOutcome.Ignored : CircuitOutcome.Failure;
    }

    /// <exception cref="Exception">Whatever a rule throws.</exception>
    public CircuitOutcome Of<TResult>(TResult result)
    {
        foreach (var rule in _results)
        {
            if (rule.Judge is Func<TResult, CircuitOutcome> known)
            {
                var outcome = known(result);
                if (outcome.Kind != CircuitOutcomeKind.Success) return outcome;
            }
        }

        return CircuitOutcome.Success;
    }

    public bool Equals(OutcomeRules? other) =>
        other is not null
        && _handlesOnlyListed == other._handlesOnlyListed
        && _exceptions.Select(static rule => rule.KnownBy).SequenceEqual(other._exceptions.Select(static rule => rule.KnownBy))
        && _results.Select(static rule => rule.KnownBy).SequenceEqual(other._results.Select(static rule => rule.KnownBy));

    public override bool Equals(object? obj) => Equals(obj as OutcomeRules);

    public override int GetHashCode() => HashCode.Combine(_exceptions.Length, _results.Length, _handlesOnlyListed);

    /// <summary>For the message where two sources give different rules.</summary>
    public override string ToString() =>
        "[" + string.Join("; ", _exceptions.Select(static rule => rule.KnownBy).Concat(_results.Select(static rule => rule.KnownBy)).Select(Text)) + "]";

    // A lambda has no text that would tell it from another.
    private static string Text(object knownBy) => knownBy is Delegate ? "a rule in code" : FormattableString.Invariant($"{knownBy}");

    private readonly record struct ExceptionRule(Func<Exception, CircuitOutcome?> Judge, object KnownBy);

    private readonly record struct ResultRule(object Judge, object KnownBy);
}
