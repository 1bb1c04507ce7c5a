namespace Aspects.Tests;

/// <summary>A random exception, with a short text for the report of a failed sample.</summary>
internal sealed record ModelError(Exception Exception)
{
    public override string ToString() => Describe(Exception);

    private static string Describe(Exception error) => error switch
    {
        AggregateException aggregate => $"Aggregate({string.Join(", ", aggregate.InnerExceptions.Select(Describe))})",
        { InnerException: { } inner } => $"{error.GetType().Name}({Describe(inner)})",
        _ => error.GetType().Name,
    };
}
