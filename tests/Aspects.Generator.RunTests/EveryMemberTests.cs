using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>
/// For every member of every interface under Shapes: the proxy is its inner instance, but for the breaker that the
/// attributes name.
/// </summary>
public sealed class EveryMemberTests
{
    public static TheoryData<string> Interfaces => [.. Subject.All.Select(static subject => subject.ToString())];

    [Fact]
    public void Every_interface_is_tested()
    {
        var tested = Subject.All.Select(static subject => subject.Interface)
            .Select(static type => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type)
            .Concat(Subject.ByHand)
            .ToHashSet();

        Assert.All(
            AspectCatalog.Proxies.Where(static proxy => proxy.InterfaceType.Assembly == typeof(Subject).Assembly),
            proxy => Assert.Contains(proxy.InterfaceType, tested));
        Assert.True(tested.Count > 30);
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void The_inner_instance_gets_the_arguments_and_the_caller_its_results(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var samples = new Samples();
            var aspects = new AspectRegistry();
            object? result = null;
            object?[] written = [];
            var inner = Recorder.Create(
                subject.Interface,
                (_, arguments) =>
                {
                    foreach (var parameter in method.GetParameters().Where(static parameter => parameter.ParameterType.IsByRef))
                    {
                        arguments[parameter.Position] = samples.Of(parameter.ParameterType);
                    }

                    written = [.. arguments];
                    return result = samples.Of(method.ReturnType);
                },
                out var calls);
            var given = samples.ArgumentsOf(method);
            object?[] passed = [.. given];

            var got = Call(subject.Wrap(inner, aspects), method, passed);

            var call = Assert.Single(calls);
            Assert.Equal(method, call.Method);
            AssertSame(given, call.Arguments, method);
            AssertSame(written, passed, method);
            if (IsGuardedStream(subject, method))
            {
                AssertCounted(aspects, breaker: null, static snapshot => snapshot.Calls);
                (result, got) = (Assert.Single(Streams.Drain(result!, method.ReturnType)), Assert.Single(Streams.Drain(got!, method.ReturnType)));
            }

            AssertSame([result], [got], method);
            AssertCounted(aspects, Annotations.BreakerOf(method, subject.Interface), static snapshot => snapshot.Succeeded);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_failure_reaches_the_caller_as_it_is_and_is_counted(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var aspects = new AspectRegistry();
            var failure = new InvalidOperationException("failure");
            var inner = Recorder.Create(subject.Interface, (_, _) => throw failure, out _);

            var (_, thrown) = TryCall(subject.Wrap(inner, aspects), method, new Samples().ArgumentsOf(method));

            Assert.Same(failure, thrown);

            // A callee that throws instead of returning a stream has not been asked for an item.
            var breaker = IsGuardedStream(subject, method) ? null : Annotations.BreakerOf(method, subject.Interface);
            AssertCounted(aspects, breaker, static snapshot => snapshot.Failed);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_task_that_fails_reaches_the_caller_and_is_counted(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            if (!Tasks.IsTask(method.ReturnType)) return;
            var aspects = new AspectRegistry();
            var failure = new InvalidOperationException("failure");
            var source = new TaskCompletionSource();
            var inner = Recorder.Create(subject.Interface, (called, _) => Tasks.After(source.Task, called.ReturnType), out _);

            var task = Tasks.Of(Call(subject.Wrap(inner, aspects), method, new Samples().ArgumentsOf(method))!);
            Assert.False(task.IsCompleted);
            AssertCounted(aspects, breaker: null, static snapshot => snapshot.Calls);
            source.SetException(failure);

            Assert.Same(failure, Tasks.ExceptionOf(task));
            AssertCounted(aspects, Annotations.BreakerOf(method, subject.Interface), static snapshot => snapshot.Failed);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_stream_that_fails_reaches_its_consumer_and_is_counted(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            if (!Streams.IsStream(method.ReturnType)) return;
            var samples = new Samples();
            var aspects = new AspectRegistry();
            var failure = new InvalidOperationException("failure");
            var inner = Recorder.Create(
                subject.Interface,
                (called, _) => Streams.Of(called.ReturnType, samples.Of(called.ReturnType.GetGenericArguments()[0]), failure),
                out _);

            var stream = Call(subject.Wrap(inner, aspects), method, samples.ArgumentsOf(method))!;

            Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => Streams.Drain(stream, method.ReturnType)));
            AssertCounted(aspects, Annotations.BreakerOf(method, subject.Interface), static snapshot => snapshot.Failed);
        });
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void A_guarded_member_is_turned_away_while_its_circuit_is_open(string name)
    {
        ForEachMethod(name, static (subject, method) =>
        {
            var samples = new Samples();
            var aspects = new AspectRegistry();
            var inner = Recorder.Create(subject.Interface, (called, _) => samples.Of(called.ReturnType), out var calls);
            var proxy = subject.Wrap(inner, aspects);
            foreach (var breaker in aspects.CircuitBreakers.Breakers) Circuits.Open(aspects, breaker.Name);

            var (result, thrown) = TryCall(proxy, method, samples.ArgumentsOf(method));

            if (Annotations.BreakerOf(method, subject.Interface) is not { } name)
            {
                Assert.Null(thrown);
                Assert.Single(calls);
                return;
            }

            if (IsGuardedStream(subject, method))
            {
                // It is asked for a stream, and nobody gets an item of it.
                Assert.Null(thrown);
                Assert.Single(calls);
                var ofItems = Assert.Throws<CircuitBreakerOpenException>(() => Streams.Drain(result!, method.ReturnType));
                Assert.Equal(name, ofItems.Name, ignoreCase: true);
                return;
            }

            Assert.Empty(calls);
            var isTask = Tasks.IsTask(method.ReturnType);
            Assert.Equal(isTask, thrown is null);
            var rejection = Assert.IsType<CircuitBreakerOpenException>(isTask ? Tasks.ExceptionOf(Tasks.Of(result!)) : thrown);
            Assert.Equal(name, rejection.Name, ignoreCase: true);
        });
    }

    private static bool IsGuardedStream(Subject subject, MethodInfo method) =>
        Streams.IsStream(method.ReturnType) && Annotations.BreakerOf(method, subject.Interface) is not null;

    private static void ForEachMethod(string name, Action<Subject, MethodInfo> test)
    {
        var subject = Subject.All.Single(candidate => candidate.ToString() == name);
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
        catch (Exception thrown) when (thrown is InvalidOperationException or CircuitBreakerOpenException)
        {
            return (null, thrown);
        }
    }

    // The very instances; values that are the same.
    private static void AssertSame(object?[] expected, object?[] actual, MethodInfo method)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, index) => Assert.True(Equals(value, actual[index]), method.ToString()));
    }

    /// <summary>One call of the kind with the breaker, or none where there is no breaker, and no other call with any.</summary>
    private static void AssertCounted(AspectRegistry aspects, string? breaker, Func<CircuitSnapshot, long> kind)
    {
        var snapshots = aspects.CircuitBreakers.Breakers.Select(static existing => existing.GetSnapshot()).ToList();
        Assert.Equal(breaker is null ? 0 : 1, snapshots.Sum(static snapshot => snapshot.Calls));
        if (breaker is null) return;
        Assert.Equal(1, kind(snapshots.Single(snapshot => snapshot.Name.Equals(breaker, StringComparison.OrdinalIgnoreCase))));
    }
}
