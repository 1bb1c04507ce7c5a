using Castle.DynamicProxy;

namespace Aspects.Benchmarks.Subjects;

/// <summary>An interceptor that only forwards, as the cost of Castle DynamicProxy without a breaker.</summary>
internal sealed class PassingInterceptor : IInterceptor
{
    public void Intercept(IInvocation invocation) => invocation.Proceed();
}

/// <summary>An interceptor that rejects every call.</summary>
internal sealed class RejectingInterceptor : IInterceptor
{
    public void Intercept(IInvocation invocation) => invocation.ReturnValue = Rejection.Create(invocation.Method.ReturnType);
}
