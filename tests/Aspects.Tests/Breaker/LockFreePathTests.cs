using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>Healthy calls, rejections and reads of the state do not wait for the lock.</summary>
public sealed class LockFreePathTests
{
    [Fact]
    public void A_successful_or_ignored_call_through_a_healthy_circuit_takes_no_lock()
    {
        var circuit = new Circuit();

        CallWhileLocked(circuit, () =>
        {
            circuit.Succeed();
            circuit.Succeed();
            circuit.Enter().Ignored();
        });

        Assert.Equal(3, circuit.Snapshot.Calls);
    }

    [Fact]
    public void A_measured_successful_call_through_a_healthy_circuit_takes_no_lock()
    {
        var circuit = new Circuit(new() { MeasureDurations = true });

        CallWhileLocked(circuit, circuit.Succeed);

        Assert.Equal((1, 1), (circuit.Snapshot.Succeeded, circuit.Snapshot.Durations!.Calls));
    }

    [Fact]
    public void A_rejection_while_open_takes_no_lock()
    {
        var circuit = Circuit.Opened();

        CallWhileLocked(circuit, () => circuit.EnterRejected().Rejection());
    }

    [Fact]
    public void A_rejection_with_all_probe_slots_taken_takes_no_lock()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2 });
        circuit.Enter();
        circuit.Enter();

        CallWhileLocked(circuit, () => circuit.EnterRejected().Rejection());
    }

    [Fact]
    public void A_rejection_after_a_probe_slot_was_reused_takes_no_lock()
    {
        var circuit = Circuit.Elapsed();
        circuit.Succeed();
        circuit.Enter();

        CallWhileLocked(circuit, () => circuit.EnterRejected());
    }

    [Fact]
    public void Reading_the_state_takes_no_lock()
    {
        var circuit = Circuit.Elapsed();

        CallWhileLocked(circuit, () => Assert.Equal(CircuitState.HalfOpen, circuit.State));
    }

    private static void CallWhileLocked(Circuit circuit, Action call)
    {
        Exception? error = null;
        var caller = new Thread(() =>
        {
            try
            {
                call();
            }
            catch (Exception thrown)
            {
                error = thrown;
            }
        });

        bool ended;
        lock (ReadLock(ReadController(circuit.Breaker)))
        {
            caller.Start();
            ended = caller.Join(TestTimeout.Limit);
        }

        caller.Join();
        Assert.Null(error);
        Assert.True(ended, "The call waited for the lock.");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_controller")]
    private static extern ref readonly CircuitController ReadController(CircuitBreaker breaker);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_sync")]
    private static extern ref readonly object ReadLock(CircuitController controller);
}
