namespace Aspects.Tests;

/// <summary>Settings and a sequence of operations.</summary>
internal sealed record Scenario(ReferenceSettings Settings, Operation[] Operations)
{
    public override string ToString() => $"{Settings}\n  {string.Join("\n  ", (object[])Operations)}";
}
