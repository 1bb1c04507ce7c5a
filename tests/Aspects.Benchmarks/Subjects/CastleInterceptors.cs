using Castle.DynamicProxy;

namespace Aspects.Benchmarks.Subjects;

/// <summary>An interceptor that does nothing: what Castle DynamicProxy costs before there is a breaker in it.</summary>
internal sealed class PassingInterceptor : IInterceptor
{
    public void Intercept(IInvocation invocation) => invocation.Proceed();
}

/// <summary>An interceptor that turns every call away.</summary>
internal sealed class RejectingInterceptor : IInterceptor
{
    public void Intercept(IInvocation invocation) => invocation.ReturnValue = Rejection.For(invocation.Method.ReturnType);
}
