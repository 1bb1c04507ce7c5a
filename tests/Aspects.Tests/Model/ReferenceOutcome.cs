namespace Aspects.Tests;

/// <summary>What became of a call.</summary>
internal enum ReferenceOutcome
{
    Succeeded,
    Failed,
    Ignored,
    Throttled,
}
