using System.Collections.ObjectModel;
using System.Diagnostics;

namespace Aspects;

/// <summary>The immutable rules that classify exceptions and results, in the order in which they were added.</summary>
/// <remarks>
/// Two instances are equal if their rules have equal identities in the same order. An identity is a text such as a
/// type name, because two lambdas of the same code are not equal. A rule without a text has its method and its
/// delegate as identity.
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
    /// <param name="classify">
    /// Returns <see langword="null"/> if the rule does not cover the exception. The second parameter is
    /// <see langword="true"/> if the caller has cancelled the call.
    /// </param>
    /// <param name="identity">Decides whether two rules are the same.</param>
    public OutcomeRules AddExceptionRule(Func<Exception, bool, CircuitOutcome?> classify, object identity) =>
        Array.Exists(_exceptions, known => known.Identity.Equals(identity))
            ? this
            : new([.. _exceptions, new ExceptionRule(classify, identity)], _results, _ignoresUnlisted);

    /// <summary>Returns rules with one more rule for results.</summary>
    public OutcomeRules AddResultRule<TResult>(Func<TResult, CircuitOutcome> classify, object identity) =>
        new(_exceptions, [.. _results, new ResultRule(classify, identity)], _ignoresUnlisted);

    /// <summary>Returns rules that ignore an exception that none of them covers.</summary>
    public OutcomeRules IgnoreUnlisted() => new(_exceptions, _results, ignoresUnlisted: true);

    /// <summary>Classifies an exception: by the rules, then by its parts, then by the default.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="isCancelled">Whether the caller has cancelled the call.</param>
    /// <exception cref="Exception">A rule throws.</exception>
    public CircuitOutcome ClassifyException(Exception error, bool isCancelled)
    {
        foreach (var rule in _exceptions)
        {
            if (rule.Classify(error, isCancelled) is { } outcome) return outcome;
        }

        if (isCancelled || IsRejection(error)) return CircuitOutcome.Ignored;
        if (error is AggregateException { InnerExceptions: { Count: > 0 } parts }) return ClassifyParts(parts);
        return _ignoresUnlisted ? CircuitOutcome.Ignored : CircuitOutcome.Failure;
    }

    /// <summary>
    /// Whether an inner breaker rejected the call, at any depth of the inner exceptions. The callee was not called.
    /// </summary>
    public static bool IsRejection(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is CircuitBreakerOpenException) return true;
            if (inner is AggregateException { InnerExceptions.Count: > 1 } aggregate) return aggregate.InnerExceptions.All(IsRejection);

            // A call that has timed out was made, whichever exception the callee threw.
            if (inner is TimeoutException && CallTimeouts.Contains(inner)) return false;
        }

        return false;
    }

    /// <summary>Whether an outcome is worse than another: failure, throttled, ignored, success.</summary>
    public static bool IsWorse(CircuitOutcome outcome, CircuitOutcome other) => GetSeverity(outcome.Kind) > GetSeverity(other.Kind);

    private CircuitOutcome ClassifyParts(ReadOnlyCollection<Exception> parts)
    {
        var worst = ClassifyException(parts[0], isCancelled: false);
        for (var i = 1; i < parts.Count; i++)
        {
            var outcome = ClassifyException(parts[i], isCancelled: false);
            if (IsWorse(outcome, worst)) worst = outcome;
        }

        return worst;
    }

    private static int GetSeverity(CircuitOutcomeKind kind) => kind switch
    {
        CircuitOutcomeKind.Success => 0,
        CircuitOutcomeKind.Ignored => 1,
        CircuitOutcomeKind.Throttled => 2,
        CircuitOutcomeKind.Failure => 3,
        _ => throw new UnreachableException($"There is no outcome {kind}."),
    };

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

    // The text of a delegate does not distinguish it from other delegates.
    private static string Format(object identity) => identity switch
    {
        string text => text,
        (string _, string description) => description,
        _ => "a rule in code",
    };

    private readonly record struct ExceptionRule(Func<Exception, bool, CircuitOutcome?> Classify, object Identity);

    private readonly record struct ResultRule(object Classify, object Identity);
}
