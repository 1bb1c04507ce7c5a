using System.Globalization;

namespace Aspects.Tests;

/// <summary>
/// The state machine as a table: what a circuit in some state becomes by some event, one tick before the end of its break,
/// at it, and after it.
/// </summary>
public sealed class TransitionTableTests
{
    private const long BreakEnds = 1_000_000_000;
    private const long Epoch = 41;

    private static readonly CircuitRules Rules = new(
        ConsecutiveFailures: 3,
        BreakDuration: TimeSpan.FromSeconds(10),
        MaxConcurrentProbes: 1,
        SuccessThreshold: 2,
        ProbeTimeout: TimeSpan.FromSeconds(30));

    // A state with its count; an event; what it becomes before, at and after the end of the break.
    // An asterisk marks a change of state: the next epoch, and a reason.
    private static readonly string[] Table =
    [
        "Closed 0   | Asked     | Closed 0   | Closed 0    | Closed 0   ",
        "Closed 1   | Asked     | Closed 1   | Closed 1    | Closed 1   ",
        "Closed 2   | Asked     | Closed 2   | Closed 2    | Closed 2   ",
        "Closed 0   | Succeeded | Closed 0   | Closed 0    | Closed 0   ",
        "Closed 1   | Succeeded | Closed 0   | Closed 0    | Closed 0   ",
        "Closed 2   | Succeeded | Closed 0   | Closed 0    | Closed 0   ",
        "Closed 0   | Failed    | Closed 1   | Closed 1    | Closed 1   ",
        "Closed 1   | Failed    | Closed 2   | Closed 2    | Closed 2   ",
        "Closed 2   | Failed    | Open 0*    | Open 0*     | Open 0*    ",
        "Open 0     | Asked     | Open 0     | HalfOpen 0* | HalfOpen 0*",
        "Open 0     | Succeeded | Open 0     | Open 0      | Open 0     ",
        "Open 0     | Failed    | Open 0     | Open 0      | Open 0     ",
        "HalfOpen 0 | Asked     | HalfOpen 0 | HalfOpen 0  | HalfOpen 0 ",
        "HalfOpen 1 | Asked     | HalfOpen 1 | HalfOpen 1  | HalfOpen 1 ",
        "HalfOpen 0 | Succeeded | HalfOpen 1 | HalfOpen 1  | HalfOpen 1 ",
        "HalfOpen 1 | Succeeded | Closed 0*  | Closed 0*   | Closed 0*  ",
        "HalfOpen 0 | Failed    | Open 0*    | Open 0*     | Open 0*    ",
        "HalfOpen 1 | Failed    | Open 0*    | Open 0*     | Open 0*    ",
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
    public void Every_event_in_every_state_has_its_place_in_the_table(
        string before, string happened, long ticksFromBreakEnd, string after)
    {
        var changes = after.EndsWith('*');
        var now = BreakEnds + ticksFromBreakEnd;
        var from = Word(before, Epoch);
        var what = Enum.Parse<CircuitEvent>(happened);

        var step = CircuitStateMachine.Next(from, BreakEnds, what, now, Rules);

        Assert.Equal(Word(after.TrimEnd('*'), changes ? Epoch + 1 : Epoch), step.Word);
        Assert.Equal(changes, step.ChangesState);
        Assert.Equal(changes ? ReasonFor(from.State, step.Word.State) : CircuitReason.None, step.Reason);
        if (changes && step.Word.State == CircuitState.Open)
        {
            Assert.Equal(now + Rules.BreakDuration.Ticks, step.OpenUntil);
        }
    }

    [Fact]
    public void The_table_has_every_pair_of_state_and_event()
    {
        var pairs = Table.Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(static cells => (cells[0].Split(' ')[0], cells[1]))
            .Distinct();

        Assert.Equal(Enum.GetValues<CircuitState>().Length * Enum.GetValues<CircuitEvent>().Length, pairs.Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(CircuitBreakerOptions.MaxCount)]
    public void Without_a_limit_a_failure_changes_nothing(int failuresSoFar)
    {
        var word = new CircuitWord(CircuitState.Closed, Epoch, failuresSoFar);

        var step = CircuitStateMachine.Next(word, 0, CircuitEvent.Failed, 0, Rules with { ConsecutiveFailures = 0 });

        Assert.Equal(word, step.Word);
        Assert.False(step.ChangesState);
    }

    [Fact]
    public void A_limit_below_what_has_been_counted_opens_at_the_next_failure()
    {
        var word = new CircuitWord(CircuitState.Closed, Epoch, 50);

        var step = CircuitStateMachine.Next(word, 0, CircuitEvent.Failed, 0, Rules);

        Assert.Equal(CircuitState.Open, step.Word.State);
    }

    [Fact]
    public void A_threshold_below_what_has_been_counted_closes_at_the_next_success()
    {
        var word = new CircuitWord(CircuitState.HalfOpen, Epoch, 50);

        var step = CircuitStateMachine.Next(word, 0, CircuitEvent.Succeeded, 0, Rules);

        Assert.Equal(CircuitState.Closed, step.Word.State);
    }

    [Theory]
    [InlineData("Closed 2")]
    [InlineData("HalfOpen 0")]
    public void The_longest_break_has_no_end(string before)
    {
        var step = CircuitStateMachine.Next(
            Word(before, Epoch), 0, CircuitEvent.Failed, BreakEnds, Rules with { BreakDuration = TimeSpan.MaxValue });

        Assert.Equal(MonotonicClock.Never, step.OpenUntil);
    }

    private static CircuitWord Word(string text, long epoch)
    {
        var parts = text.Split(' ');
        return new CircuitWord(Enum.Parse<CircuitState>(parts[0]), epoch, int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static CircuitReason ReasonFor(CircuitState from, CircuitState to) => (from, to) switch
    {
        (CircuitState.Closed, CircuitState.Open) => CircuitReason.ConsecutiveFailures,
        (CircuitState.Open, CircuitState.HalfOpen) => CircuitReason.BreakElapsed,
        (CircuitState.HalfOpen, CircuitState.Closed) => CircuitReason.ProbesSucceeded,
        _ => CircuitReason.ProbeFailed,
    };
}
