namespace Aspects.Tests;

/// <summary>One rule for exceptions of a type, in the order of the settings.</summary>
internal sealed record ReferenceRule(ReferenceRuleKind Kind, Type Type)
{
    public void AddTo(CircuitBreakerOptions options)
    {
        if (Type == typeof(IOException)) Add<IOException>(options);
        else if (Type == typeof(FileNotFoundException)) Add<FileNotFoundException>(options);
        else Add<InvalidOperationException>(options);
    }

    /// <summary>Returns the outcome; <see langword="null"/> if the rule does not cover the exception.</summary>
    /// <exception cref="NotSupportedException">The rule is one that throws.</exception>
    public CircuitOutcome? Judge(Exception error, bool isCancelled) => Kind switch
    {
        ReferenceRuleKind.ClassifyCancelled => isCancelled && Covers(error) ? CircuitOutcome.Failure : null,
        _ when isCancelled => null,
        ReferenceRuleKind.Handle => Covers(error) ? CircuitOutcome.Failure : null,
        ReferenceRuleKind.HandleInner => Contains(error) ? CircuitOutcome.Failure : null,
        ReferenceRuleKind.Ignore => Covers(error) ? CircuitOutcome.Ignored : null,
        ReferenceRuleKind.IgnoreInner => IsMadeOf(error) ? CircuitOutcome.Ignored : null,
        ReferenceRuleKind.ClassifyAsThrottled => Covers(error) ? CircuitOutcome.Throttled() : null,
        _ => Covers(error) ? throw new NotSupportedException() : null,
    };

    private bool Covers(Exception error) => Type.IsInstanceOfType(error);

    private bool Contains(Exception error) => Covers(error) || PartsOf(error).Any(Contains);

    private bool IsMadeOf(Exception error) => Covers(error) || (PartsOf(error).Length > 0 && PartsOf(error).All(IsMadeOf));

    private static Exception[] PartsOf(Exception error) => error switch
    {
        AggregateException aggregate => [.. aggregate.InnerExceptions],
        { InnerException: { } inner } => [inner],
        _ => [],
    };

    private void Add<TException>(CircuitBreakerOptions options)
        where TException : Exception
    {
        _ = Kind switch
        {
            ReferenceRuleKind.Handle => options.Handle<TException>(),
            ReferenceRuleKind.HandleInner => options.HandleInner<TException>(),
            ReferenceRuleKind.Ignore => options.Ignore<TException>(),
            ReferenceRuleKind.IgnoreInner => options.IgnoreInner<TException>(),
            ReferenceRuleKind.ClassifyAsThrottled => options.Classify(static error => error is TException ? CircuitOutcome.Throttled() : null, ToString()),
            ReferenceRuleKind.ClassifyCancelled => options.ClassifyCancelled(static error => error is TException ? CircuitOutcome.Failure : null, ToString()),
            _ => options.Classify(static error => error is TException ? throw new NotSupportedException() : null, ToString()),
        };
    }
}

/// <summary>Rules in their order, with a text for the report of a failed sample.</summary>
internal sealed record ReferenceRules(IReadOnlyList<ReferenceRule> All)
{
    public override string ToString() => $"[{string.Join(", ", All.Select(static rule => $"{rule.Kind} {rule.Type.Name}"))}]";
}

/// <summary>The kinds of <see cref="ReferenceRule"/>.</summary>
internal enum ReferenceRuleKind
{
    Handle,
    HandleInner,
    Ignore,
    IgnoreInner,
    ClassifyAsThrottled,
    ClassifyCancelled,
    ClassifyAndThrow,
}
