using System.Globalization;

namespace Aspects.Tests;

/// <summary>
/// The state machine as a table: the next state for each state and event, one tick before the end of the break,
/// at the end and one tick after the end.
/// </summary>
public sealed class TransitionTableTests
{
    private const long BreakEnds = 1_000_000_000;
    private const long Epoch = 41;
    private const int FailureLimit = 3;
    private const int SuccessThreshold = 2;

    // Columns: a state with its count; an event (with a plus when the window is a reason to open); the next state
    // before, at and after the end of the break. The brackets have the reason of a new epoch; without brackets no epoch
    // begins.
    private static readonly string[] Table =
    [
        "Closed 0   | Requested     | Closed 0 | Closed 0 | Closed 0",
        "Closed 2   | Requested     | Closed 2 | Closed 2 | Closed 2",
        "Closed 0   | Requested +   | Open 0 (SlowCallRatio) | Open 0 (SlowCallRatio) | Open 0 (SlowCallRatio)",
        "Closed 0   | Succeeded     | Closed 0 | Closed 0 | Closed 0",
        "Closed 1   | Succeeded     | Closed 0 | Closed 0 | Closed 0",
        "Closed 2   | Succeeded     | Closed 0 | Closed 0 | Closed 0",
        "Closed 1   | Succeeded +   | Open 0 (SlowCallRatio) | Open 0 (SlowCallRatio) | Open 0 (SlowCallRatio)",
        "Closed 0   | Failed        | Closed 1 | Closed 1 | Closed 1",
        "Closed 1   | Failed        | Closed 2 | Closed 2 | Closed 2",
        "Closed 2   | Failed        | Open 0 (ConsecutiveFailures) | Open 0 (ConsecutiveFailures) | Open 0 (ConsecutiveFailures)",
        "Closed 1   | Failed +      | Open 0 (SlowCallRatio) | Open 0 (SlowCallRatio) | Open 0 (SlowCallRatio)",
        "Closed 2   | Failed +      | Open 0 (ConsecutiveFailures) | Open 0 (ConsecutiveFailures) | Open 0 (ConsecutiveFailures)",
        "Closed 1   | Throttled     | Open 0 (Throttled) | Open 0 (Throttled) | Open 0 (Throttled)",
        "Closed 1   | FoundHealthy  | Closed 1 | Closed 1 | Closed 1",
        "Closed 1   | Restore       | Open 0 (Restored) | Open 0 (Restored) | Open 0 (Restored)",
        "Closed 1   | OpenByHand    | Open 0 (OpenedByHand) | Open 0 (OpenedByHand) | Open 0 (OpenedByHand)",
        "Closed 1   | Isolate       | Isolated 0 (Isolated) | Isolated 0 (Isolated) | Isolated 0 (Isolated)",
        "Closed 1   | Release       | Closed 1 | Closed 1 | Closed 1",
        "Closed 1   | Reset         | Closed 0 (Reset) | Closed 0 (Reset) | Closed 0 (Reset)",

        "Open 0     | Requested     | Open 0 | HalfOpen 0 (BreakElapsed) | HalfOpen 0 (BreakElapsed)",
        "Open 0     | Requested +   | Open 0 | HalfOpen 0 (BreakElapsed) | HalfOpen 0 (BreakElapsed)",
        "Open 0     | Succeeded     | Open 0 | Open 0 | Open 0",
        "Open 0     | Failed        | Open 0 | Open 0 | Open 0",
        "Open 0     | Failed +      | Open 0 | Open 0 | Open 0",
        "Open 0     | Throttled     | Open 0 | Open 0 | Open 0",
        "Open 0     | FoundHealthy  | HalfOpen 0 (HealthProbe) | HalfOpen 0 (HealthProbe) | HalfOpen 0 (HealthProbe)",
        "Open 0     | Restore       | Open 0 (Restored) | Open 0 (Restored) | Open 0 (Restored)",
        "Open 0     | OpenByHand    | Open 0 (OpenedByHand) | Open 0 (OpenedByHand) | Open 0 (OpenedByHand)",
        "Open 0     | Isolate       | Isolated 0 (Isolated) | Isolated 0 (Isolated) | Isolated 0 (Isolated)",
        "Open 0     | Release       | Open 0 | Open 0 | Open 0",
        "Open 0     | Reset         | Closed 0 (Reset) | Closed 0 (Reset) | Closed 0 (Reset)",

        "HalfOpen 1 | Requested     | HalfOpen 1 | HalfOpen 1 | HalfOpen 1",
        "HalfOpen 1 | Requested +   | HalfOpen 1 | HalfOpen 1 | HalfOpen 1",
        "HalfOpen 0 | Succeeded     | HalfOpen 1 | HalfOpen 1 | HalfOpen 1",
        "HalfOpen 1 | Succeeded     | Closed 0 (ProbesSucceeded) | Closed 0 (ProbesSucceeded) | Closed 0 (ProbesSucceeded)",
        "HalfOpen 0 | Failed        | Open 0 (ProbeFailed) | Open 0 (ProbeFailed) | Open 0 (ProbeFailed)",
        "HalfOpen 1 | Failed        | Open 0 (ProbeFailed) | Open 0 (ProbeFailed) | Open 0 (ProbeFailed)",
        "HalfOpen 1 | Throttled     | Open 0 (Throttled) | Open 0 (Throttled) | Open 0 (Throttled)",
        "HalfOpen 1 | FoundHealthy  | HalfOpen 1 | HalfOpen 1 | HalfOpen 1",
        "HalfOpen 1 | Restore       | Open 0 (Restored) | Open 0 (Restored) | Open 0 (Restored)",
        "HalfOpen 1 | OpenByHand    | Open 0 (OpenedByHand) | Open 0 (OpenedByHand) | Open 0 (OpenedByHand)",
        "HalfOpen 1 | Isolate       | Isolated 0 (Isolated) | Isolated 0 (Isolated) | Isolated 0 (Isolated)",
        "HalfOpen 1 | Release       | HalfOpen 1 | HalfOpen 1 | HalfOpen 1",
        "HalfOpen 1 | Reset         | Closed 0 (Reset) | Closed 0 (Reset) | Closed 0 (Reset)",

        "Isolated 0 | Requested     | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Requested +   | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Succeeded     | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Failed        | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Throttled     | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | FoundHealthy  | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Restore       | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | OpenByHand    | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Isolate       | Isolated 0 | Isolated 0 | Isolated 0",
        "Isolated 0 | Release       | Closed 0 (Released) | Closed 0 (Released) | Closed 0 (Released)",
        "Isolated 0 | Reset         | Closed 0 (Reset) | Closed 0 (Reset) | Closed 0 (Reset)",
    ];

    public static TheoryData<string, string, long, string> Rows()
    {
        var rows = new TheoryData<string, string, long, string>();
        foreach (var line in Table)
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            rows.Add(cells[0], cells[1], -1, cells[2]);
            rows.Add(cells[0], cells[1], 0, cells[3]);
            rows.Add(cells[0], cells[1], 1, cells[4]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_event_leads_to_the_state_in_the_table(
        string before, string happened, long ticksFromBreakEnd, string after)
    {
        var step = CircuitStateMachine.Next(
            Word(before, Epoch), BreakEnds, Event(happened), BreakEnds + ticksFromBreakEnd, SuccessThreshold);

        var parts = after.TrimEnd(')').Split('(', StringSplitOptions.TrimEntries);
        var changes = parts.Length == 2;
        Assert.Equal(changes ? Enum.Parse<CircuitReason>(parts[1]) : CircuitReason.None, step.Reason);
        Assert.Equal(changes, step.BeginsEpoch);
        Assert.Equal(Word(parts[0], changes ? Epoch + 1 : Epoch), step.Word);
    }

    [Fact]
    public void The_table_has_every_pair_of_state_and_event()
    {
        var pairs = Table.Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(static cells => (cells[0].Split(' ')[0], cells[1].Split(' ')[0]))
            .Distinct();

        Assert.Equal(Enum.GetValues<CircuitState>().Length * Enum.GetValues<CircuitEventKind>().Length, pairs.Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(CircuitWord.MaxCount)]
    public void A_failure_without_a_limit_changes_nothing(int failuresSoFar)
    {
        var word = new CircuitWord(CircuitState.Closed, Epoch, failuresSoFar);

        var step = CircuitStateMachine.Next(word, 0, new CircuitEvent(CircuitEventKind.Failed), 0, SuccessThreshold);

        Assert.Equal(word, step.Word);
        Assert.False(step.BeginsEpoch);
    }

    [Fact]
    public void A_window_without_a_failure_limit_opens_the_circuit()
    {
        var happened = new CircuitEvent(CircuitEventKind.Failed, CircuitReason.FailureRatio);

        var step = CircuitStateMachine.Next(new CircuitWord(CircuitState.Closed, Epoch, 0), 0, happened, 0, SuccessThreshold);

        Assert.Equal(CircuitReason.FailureRatio, step.Reason);
    }

    [Fact]
    public void A_limit_below_the_count_opens_the_circuit_at_the_next_failure()
    {
        var word = new CircuitWord(CircuitState.Closed, Epoch, 50);

        var step = CircuitStateMachine.Next(word, 0, Event("Failed"), 0, SuccessThreshold);

        Assert.Equal(CircuitState.Open, step.Word.State);
    }

    [Fact]
    public void A_threshold_below_the_count_closes_the_circuit_at_the_next_success()
    {
        var word = new CircuitWord(CircuitState.HalfOpen, Epoch, 50);

        var step = CircuitStateMachine.Next(word, 0, Event("Succeeded"), 0, SuccessThreshold);

        Assert.Equal(CircuitState.Closed, step.Word.State);
    }

    [Fact]
    public void An_endless_break_never_elapses()
    {
        var word = new CircuitWord(CircuitState.Open, Epoch, 0);

        var step = CircuitStateMachine.Next(word, MonotonicClock.Never, Event("Requested"), MonotonicClock.Never - 1, SuccessThreshold);

        Assert.Equal(word, step.Word);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_event_keeps_the_mark_of_the_slow_path(string before, string happened, long ticksFromBreakEnd, string after)
    {
        Assert.NotEmpty(after);
        var word = Word(before, Epoch).WithSlowPath(true);

        var step = CircuitStateMachine.Next(word, BreakEnds, Event(happened), BreakEnds + ticksFromBreakEnd, SuccessThreshold);

        Assert.True(step.Word.HasSlowPath);
    }

    private static CircuitEvent Event(string text)
    {
        var parts = text.Split(' ');
        return new CircuitEvent(
            Enum.Parse<CircuitEventKind>(parts[0]),
            parts.Length > 1 ? CircuitReason.SlowCallRatio : CircuitReason.None,
            FailureLimit);
    }

    private static CircuitWord Word(string text, long epoch)
    {
        var parts = text.Split(' ');
        return new CircuitWord(Enum.Parse<CircuitState>(parts[0]), epoch, int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
