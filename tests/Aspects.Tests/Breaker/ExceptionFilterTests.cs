using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>
/// A synchronous call settles its permit in an exception filter, which leaves the exception unchanged.
/// </summary>
public sealed class ExceptionFilterTests
{
    [Fact]
    public void The_caller_catches_the_exception_of_the_callee_with_its_stack()
    {
        var circuit = new Circuit();
        var thrown = new TimeoutException();

        var seen = Assert.Throws<TimeoutException>(() => Call(circuit, thrown));

        Assert.Same(thrown, seen);
        Assert.Contains(nameof(StreamCallee), seen.StackTrace, StringComparison.Ordinal);
        Assert.Equal(1, circuit.Snapshot.Failed);
    }

    [Fact]
    public void The_failure_is_counted_before_any_finally_block_of_the_callee_runs()
    {
        var circuit = new Circuit();
        long countedInFinally = 0;

        Assert.Throws<TimeoutException>(() => Call(
            circuit, new TimeoutException(), () => countedInFinally = circuit.Snapshot.Failed));

        Assert.Equal(1, countedInFinally);
    }

    private static void Call(Circuit circuit, Exception toThrow, Action? atTheEnd = null)
    {
        var permit = circuit.Enter();
        try
        {
            StreamCallee(toThrow, atTheEnd);
        }
        catch (Exception error) when (permit.FailedInFilter(error))
        {
            throw permit.Timeout();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StreamCallee(Exception toThrow, Action? atTheEnd)
    {
        try
        {
            throw toThrow;
        }
        finally
        {
            atTheEnd?.Invoke();
        }
    }
}
