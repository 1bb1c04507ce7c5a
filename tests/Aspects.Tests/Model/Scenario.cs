namespace Aspects.Tests;

/// <summary>Settings, and what happens under them.</summary>
internal sealed record Scenario(ReferenceSettings Settings, Operation[] Operations)
{
    public override string ToString() => $"{Settings}\n  {string.Join("\n  ", (object[])Operations)}";
}
