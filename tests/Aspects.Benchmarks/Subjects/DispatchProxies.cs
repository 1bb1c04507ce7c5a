using System.Reflection;

namespace Aspects.Benchmarks.Subjects;

/// <summary>A DispatchProxy that does nothing but forward.</summary>
public class PassingProxy : DispatchProxy
{
    internal IService Inner { get; set; } = new Service();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(Inner, args);
}

/// <summary>A DispatchProxy that turns every call away.</summary>
public class RejectingProxy : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Rejection.For(targetMethod!.ReturnType);
}
