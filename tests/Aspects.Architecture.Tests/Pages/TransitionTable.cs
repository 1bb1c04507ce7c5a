namespace Aspects.Architecture.Tests;

/// <summary>The transition function as a table: what each event does to a circuit in each state.</summary>
internal static class TransitionTable
{
    private const int Count = 1;
    private const long BreakEnds = 1;
    private const CircuitReason Verdict = CircuitReason.FailureRatio;

    private static readonly Condition[] Conditions =
    [
        new("", CircuitReason.None, Limit: Count + 2, Now: BreakEnds - 1),
        new(" after the break has elapsed", CircuitReason.None, Limit: Count + 2, Now: BreakEnds),
        new(", and the count reaches its limit", CircuitReason.None, Limit: Count + 1, Now: BreakEnds - 1),
        new(", and the window reaches a limit", Verdict, Limit: Count + 2, Now: BreakEnds - 1),
    ];

    public static IReadOnlyList<string> Lines { get; } =
    [
        Row(["event", .. Enum.GetNames<CircuitState>()]),
        Row(Enumerable.Repeat("---", 1 + Enum.GetValues<CircuitState>().Length)),
        .. Enum.GetValues<CircuitEventKind>().SelectMany(CreateRows),
    ];

    // A condition gets a row where it makes a difference to some state.
    private static IEnumerable<string> CreateRows(CircuitEventKind kind) => Conditions
        .Select(condition => (condition.Text, Cells: CreateCells(kind, condition)))
        .DistinctBy(static row => string.Join('|', row.Cells))
        .Select(row => Row([$"`{kind}`{row.Text}", .. row.Cells]));

    private static IEnumerable<string> CreateCells(CircuitEventKind kind, Condition condition) =>
        Enum.GetValues<CircuitState>().Select(state =>
        {
            var word = new CircuitWord(state, epoch: 0, Count);
            var happened = new CircuitEvent(kind, condition.Verdict, condition.Limit);
            return Show(word, CircuitStateMachine.Next(word, BreakEnds, happened, condition.Now, condition.Limit));
        });

    private static string Show(CircuitWord word, CircuitStep step) => step switch
    {
        { BeginsEpoch: true, Reason: Verdict } => $"**{step.Word.State}**: `{CircuitReason.FailureCount}`, `{CircuitReason.FailureRatio}` or `{CircuitReason.SlowCallRatio}`",
        { BeginsEpoch: true } => $"**{step.Word.State}**: `{step.Reason}`",
        _ when step.Word.Count == word.Count => "–",
        _ => step.Word.Count == 0 ? "count = 0" : "count + 1",
    };

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private sealed record Condition(string Text, CircuitReason Verdict, int Limit, long Now);
}
