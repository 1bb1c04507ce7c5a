using System.Reflection;

namespace Aspects.Benchmarks.Subjects;

/// <summary>A DispatchProxy that only forwards.</summary>
public class PassingProxy : DispatchProxy
{
    internal IService Inner { get; set; } = new Service();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(Inner, args);
}

/// <summary>A DispatchProxy that rejects every call.</summary>
public class RejectingProxy : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Rejection.Create(targetMethod!.ReturnType);
}
