namespace Aspects;

/// <summary>
/// How outcomes are judged: rules for exceptions, in the order they were given, and rules for results by their type.
/// Never changed in place.
/// </summary>
internal sealed class OutcomeRules
{
    public static readonly OutcomeRules None = new([], [], handlesOnlyListed: false);

    private readonly Func<Exception, CircuitOutcome?>[] _exceptions;
    private readonly object[] _results;
    private readonly bool _handlesOnlyListed;

    private OutcomeRules(Func<Exception, CircuitOutcome?>[] exceptions, object[] results, bool handlesOnlyListed)
    {
        _exceptions = exceptions;
        _results = results;
        _handlesOnlyListed = handlesOnlyListed;
    }

    public bool JudgesResults => _results.Length > 0;

    public OutcomeRules With(Func<Exception, CircuitOutcome?> rule) =>
        new([.. _exceptions, rule], _results, _handlesOnlyListed);

    public OutcomeRules WithResult<TResult>(Func<TResult, CircuitOutcome> rule) =>
        new(_exceptions, [.. _results, rule], _handlesOnlyListed);

    /// <summary>From now on an exception that no rule knows is ignored.</summary>
    public OutcomeRules HandlingOnlyListed() => new(_exceptions, _results, handlesOnlyListed: true);

    /// <exception cref="Exception">Whatever a rule throws.</exception>
    public CircuitOutcome Of(Exception error)
    {
        foreach (var rule in _exceptions)
        {
            if (rule(error) is { } outcome) return outcome;
        }

        // A breaker further in has turned the call away: its callee was never asked.
        return error is CircuitBreakerOpenException || _handlesOnlyListed ? CircuitOutcome.Ignored : CircuitOutcome.Failure;
    }

    /// <exception cref="Exception">Whatever a rule throws.</exception>
    public CircuitOutcome Of<TResult>(TResult result)
    {
        foreach (var rule in _results)
        {
            if (rule is Func<TResult, CircuitOutcome> known)
            {
                var outcome = known(result);
                if (outcome.Kind != CircuitOutcomeKind.Success) return outcome;
            }
        }

        return CircuitOutcome.Success;
    }

    /// <summary>For the message where two sources give different rules: rules have no text that would tell them apart.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{_exceptions.Length} rules for exceptions and {_results.Length} for results");
}
