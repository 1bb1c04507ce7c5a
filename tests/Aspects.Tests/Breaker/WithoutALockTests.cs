using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>Healthy calls, rejections and reads of the state do not wait for the gate, whoever is at it.</summary>
public sealed class WithoutALockTests
{
    [Fact]
    public void A_call_through_a_closed_circuit()
    {
        var circuit = new Circuit();

        WhileSomebodyIsAtTheGate(circuit, () =>
        {
            circuit.Succeed();
            circuit.Fail();
            circuit.Succeed();
            circuit.Enter().Ignored();
        });

        Assert.Equal(4, circuit.Snapshot.Calls);
    }

    [Fact]
    public void A_rejection_while_the_circuit_is_open()
    {
        var circuit = Circuit.Opened();

        WhileSomebodyIsAtTheGate(circuit, () => circuit.EnterInVain().Rejection());
    }

    [Fact]
    public void A_rejection_while_all_probes_are_under_way()
    {
        var circuit = Circuit.Elapsed(new() { MaxConcurrentProbes = 2 });
        circuit.Enter();
        circuit.Enter();

        WhileSomebodyIsAtTheGate(circuit, () => circuit.EnterInVain().Rejection());
    }

    [Fact]
    public void A_rejection_after_one_probe_has_ended_and_another_taken_its_place()
    {
        var circuit = Circuit.Elapsed();
        circuit.Succeed();
        circuit.Enter();

        WhileSomebodyIsAtTheGate(circuit, () => circuit.EnterInVain());
    }

    [Fact]
    public void Reading_the_state()
    {
        var circuit = Circuit.Elapsed();

        WhileSomebodyIsAtTheGate(circuit, () => Assert.Equal(CircuitState.HalfOpen, circuit.State));
    }

    private static void WhileSomebodyIsAtTheGate(Circuit circuit, Action call)
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
        lock (GateOf(circuit.Breaker))
        {
            caller.Start();
            ended = caller.Join(Patience.Limit);
        }

        caller.Join();
        Assert.Null(error);
        Assert.True(ended, "The call waited for the gate.");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_gate")]
    private static extern ref readonly Lock GateOf(CircuitBreaker breaker);
}
