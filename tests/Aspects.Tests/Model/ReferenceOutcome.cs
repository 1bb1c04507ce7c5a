namespace Aspects.Tests;

/// <summary>The outcome of a call.</summary>
internal enum ReferenceOutcome
{
    Succeeded,
    Failed,
    Ignored,
    Throttled,
}
