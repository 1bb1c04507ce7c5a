using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>
/// For every member of every interface under Shapes: the proxy behaves like its inner instance, except for the breaker
/// in the attributes.
/// </summary>
public sealed class EveryMemberTests
{
    public static TheoryData<string> Interfaces => [.. ProxiedInterface.All.Select(static subject => subject.ToString())];

    [Fact]
    public void Every_interface_is_tested()
    {
        var tested = ProxiedInterface.All.Select(static subject => subject.Interface)
            .Select(static type => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type)
            .Concat(ProxiedInterface.WithOwnTests)
            .ToHashSet();

        Assert.All(
            AspectCatalog.Proxies.Where(static proxy => proxy.InterfaceType.Assembly == typeof(ProxiedInterface).Assembly),
            proxy => Assert.Contains(proxy.InterfaceType, tested));
        Assert.True(tested.Count > 30);
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void The_inner_instance_gets_the_arguments_and_the_caller_gets_the_results(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var samples = new SampleValues();
            var aspects = new AspectRegistry();
            object? result = null;
            object?[] written = [];
            var inner = RecordingStub.Create(
                subject.Interface,
                (_, arguments) =>
                {
                    foreach (var parameter in method.GetParameters().Where(static parameter => parameter.ParameterType.IsByRef))
                    {
                        arguments[parameter.Position] = samples.Create(parameter.ParameterType);
                    }

                    written = [.. arguments];
                    return result = samples.Create(method.ReturnType);
                },
                out var calls);
            var given = samples.CreateArguments(method);
            object?[] passed = [.. given];

            var returned = Call(subject.Wrap(inner, aspects), method, passed);

            var call = Assert.Single(calls);
            Assert.Equal(method, call.Method);
            AssertSame(given, call.Arguments, method);
            AssertSame(written, passed, method);
            if (IsGuardedStream(subject, method))
            {
                AssertCounted(aspects, breaker: null, static snapshot => snapshot.Calls);
                (result, returned) = (Assert.Single(ReflectedStream.ReadAll(result!, method.ReturnType)), Assert.Single(ReflectedStream.ReadAll(returned!, method.ReturnType)));
            }

            AssertSame([result], [returned], method);
            AssertCounted(aspects, AttributeRules.FindBreaker(method, subject.Interface), static snapshot => snapshot.Succeeded);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_failure_reaches_the_caller_unchanged_and_is_counted(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var aspects = new AspectRegistry();
            var failure = new InvalidOperationException("failure");
            var inner = RecordingStub.Create(subject.Interface, (_, _) => throw failure, out _);

            var (_, thrown) = TryCall(subject.Wrap(inner, aspects), method, new SampleValues().CreateArguments(method));

            Assert.Same(failure, thrown);

            // A callee that throws before it returns a stream is not counted, because no item was requested.
            var breaker = IsGuardedStream(subject, method) ? null : AttributeRules.FindBreaker(method, subject.Interface);
            AssertCounted(aspects, breaker, static snapshot => snapshot.Failed);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void An_exception_after_the_timeout_reaches_the_caller_inside_a_timeout(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var aspects = Circuits.CreateTooSlow();
            var failure = new InvalidOperationException("failure");
            var inner = RecordingStub.Create(subject.Interface, (_, _) => throw failure, out _);
            var proxy = subject.Wrap(inner, aspects);
            Circuits.SetTimeouts(aspects);

            var (_, thrown) = TryCall(proxy, method, new SampleValues().CreateArguments(method));

            var breaker = IsGuardedStream(subject, method) ? null : AttributeRules.FindBreaker(method, subject.Interface);
            AssertCounted(aspects, breaker, static snapshot => snapshot.Failed);
            AssertCounted(aspects, breaker, static snapshot => snapshot.TimedOut);
            if (breaker is null) Assert.Same(failure, thrown);
            else Assert.Same(failure, Assert.IsType<TimeoutException>(thrown).InnerException);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_task_that_fails_reaches_the_caller_and_is_counted(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            if (!ReflectedTask.IsTask(method.ReturnType)) return;
            var aspects = new AspectRegistry();
            var failure = new InvalidOperationException("failure");
            var source = new TaskCompletionSource();
            var inner = RecordingStub.Create(subject.Interface, (called, _) => ReflectedTask.CreateFrom(source.Task, called.ReturnType), out _);

            var task = ReflectedTask.AsTask(Call(subject.Wrap(inner, aspects), method, new SampleValues().CreateArguments(method))!);
            Assert.False(task.IsCompleted);
            AssertCounted(aspects, breaker: null, static snapshot => snapshot.Calls);
            source.SetException(failure);

            Assert.Same(failure, ReflectedTask.GetException(task));
            AssertCounted(aspects, AttributeRules.FindBreaker(method, subject.Interface), static snapshot => snapshot.Failed);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_stream_that_fails_reaches_its_consumer_and_is_counted(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            if (!ReflectedStream.IsStream(method.ReturnType)) return;
            var samples = new SampleValues();
            var aspects = new AspectRegistry();
            var failure = new InvalidOperationException("failure");
            var inner = RecordingStub.Create(
                subject.Interface,
                (called, _) => ReflectedStream.Create(called.ReturnType, samples.Create(called.ReturnType.GetGenericArguments()[0]), failure),
                out _);

            var stream = Call(subject.Wrap(inner, aspects), method, samples.CreateArguments(method))!;

            Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => ReflectedStream.ReadAll(stream, method.ReturnType)));
            AssertCounted(aspects, AttributeRules.FindBreaker(method, subject.Interface), static snapshot => snapshot.Failed);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_guarded_member_is_rejected_while_its_circuit_is_open(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var samples = new SampleValues();
            var aspects = new AspectRegistry();
            var inner = RecordingStub.Create(subject.Interface, (called, _) => samples.Create(called.ReturnType), out var calls);
            var proxy = subject.Wrap(inner, aspects);
            foreach (var breaker in aspects.CircuitBreakers.Breakers) Circuits.Open(aspects, breaker.Name);

            var (result, thrown) = TryCall(proxy, method, samples.CreateArguments(method));

            if (AttributeRules.FindBreaker(method, subject.Interface) is not { } name)
            {
                Assert.Null(thrown);
                Assert.Single(calls);
                return;
            }

            if (IsGuardedStream(subject, method))
            {
                // The call returns a stream, whose first item is the rejection.
                Assert.Null(thrown);
                Assert.Single(calls);
                var rejectionOfItems = Assert.Throws<CircuitBreakerOpenException>(() => ReflectedStream.ReadAll(result!, method.ReturnType));
                Assert.Equal(name, rejectionOfItems.Name, ignoreCase: true);
                return;
            }

            Assert.Empty(calls);
            var isTask = ReflectedTask.IsTask(method.ReturnType);
            Assert.Equal(isTask, thrown is null);
            var rejection = Assert.IsType<CircuitBreakerOpenException>(isTask ? ReflectedTask.GetException(ReflectedTask.AsTask(result!)) : thrown);
            Assert.Equal(name, rejection.Name, ignoreCase: true);
        });
    }

    private static bool IsGuardedStream(ProxiedInterface subject, MethodInfo method) =>
        ReflectedStream.IsStream(method.ReturnType) && AttributeRules.FindBreaker(method, subject.Interface) is not null;

    private static void ForEachMethod(string name, Action<ProxiedInterface, MethodInfo> test)
    {
        var subject = ProxiedInterface.All.Single(candidate => candidate.ToString() == name);
        var methods = subject.Methods.ToList();
        Assert.NotEmpty(methods);
        foreach (var method in methods)
        {
            test(subject, method);
        }
    }

    private static object? Call(object proxy, MethodInfo method, object?[] arguments) =>
        method.Invoke(proxy, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);

    private static (object? Result, Exception? Thrown) TryCall(object proxy, MethodInfo method, object?[] arguments)
    {
        try
        {
            return (Call(proxy, method, arguments), null);
        }
        catch (Exception thrown) when (thrown is InvalidOperationException or CircuitBreakerOpenException or TimeoutException)
        {
            return (null, thrown);
        }
    }

    // References are the same instances; values are equal.
    private static void AssertSame(object?[] expected, object?[] actual, MethodInfo method)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, index) => Assert.True(Equals(value, actual[index]), method.ToString()));
    }

    /// <summary>
    /// Asserts that the breaker has one call of the given kind and no other call. Without a breaker there is no call.
    /// </summary>
    private static void AssertCounted(AspectRegistry aspects, string? breaker, Func<CircuitSnapshot, long> kind)
    {
        var snapshots = aspects.CircuitBreakers.Breakers.Select(static existing => existing.GetSnapshot()).ToList();
        Assert.Equal(breaker is null ? 0 : 1, snapshots.Sum(static snapshot => snapshot.Calls));
        if (breaker is null) return;
        Assert.Equal(1, kind(snapshots.Single(snapshot => snapshot.Name.Equals(breaker, StringComparison.OrdinalIgnoreCase))));
    }
}
