namespace Aspects.Tests;

/// <summary>Settings and a sequence of operations.</summary>
internal sealed record Scenario(ReferenceSettings Settings, Operation[] Operations, bool HasKey = false)
{
    public override string ToString() => $"{(HasKey ? "with a key, " : "")}{Settings}\n  {string.Join("\n  ", (object[])Operations)}";
}
