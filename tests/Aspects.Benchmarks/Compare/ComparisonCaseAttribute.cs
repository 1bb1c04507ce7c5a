namespace Aspects.Benchmarks.Compare;

/// <summary>The name of a case in the results.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComparisonCaseAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
