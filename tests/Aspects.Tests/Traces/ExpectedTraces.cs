namespace Aspects.Tests;

/// <summary>
/// The expectation of each trace that recorded a bug, and of the traces that need other settings than the translated
/// ones. Steps: the state after each step, <c>!</c> for a rejected call, <c>-</c> for any state.
/// </summary>
internal static class ExpectedTraces
{
    public static IReadOnlyDictionary<string, TraceExpectation> ById { get; } = new Dictionary<string, TraceExpectation>(StringComparer.Ordinal)
    {
        ["F02"] = new("two probes must succeed, whatever the earlier calls were", "closed closed open open half_open"),
        ["F04"] = new("a call ends at its timeout and counts as failed", "closed")
        {
            Finally = static run => Assert.Equal((1L, 1L), (run.Snapshot.TimedOut, run.Snapshot.Failed)),
        },
        ["F05"] = new("the second wait is twice the first", "closed closed open open open open open!"),
        ["F06"] = new("slow traffic lowers the threshold", "closed closed closed closed open open!"),
        ["F07"] = new("any failed probe opens the circuit again", "open open! open half_open open open closed closed closed"),
        ["F08"] = new("every overload counts the same consecutive failures", "closed closed closed open open!"),
        ["F09"] = new("one rule for every overload: two successes close the circuit, and the break ends at its deadline", "closed closed closed open open! open half_open half_open closed closed"),
        ["F10"] = new("a breaker has the name under which it is registered") { Instead = RegistryTraces.BreakersHaveTheirRegisteredNames },
        ["F11"] = new("a name has one breaker, which keeps its state") { Instead = RegistryTraces.CreatingAgainReturnsTheOpenBreaker },
        ["F12"] = new("the caller's exception is never masked", "-"),
        ["F13"] = new("manually recorded outcomes use the same state machine", "closed closed open open open open open open half_open open open half_open half_open! half_open")
        {
            Adjust = static options => options.BackoffFactor = 1,
        },
        ["M02"] = new("any failed probe opens the circuit again", "open open open open!"),
        ["R01"] = new("by default five consecutive failures open the circuit", "closed closed closed closed")
        {
            Adjust = static options => options.MinimumThroughput = options.ConsecutiveFailures,
            Finally = static run => Assert.Equal((4, 5), (run.Snapshot.ConsecutiveFailures, run.Snapshot.ConsecutiveFailureLimit)),
        },
        ["R09"] = new("waits of 10, 20 and 40 s: half of those recorded") { TimeScale = 0.5 },
        ["R11"] = new("after closing, the first wait has its configured length again", "open open closed closed closed closed closed closed open open closed closed closed")
        {
            TimeScale = 0.5,
            KeepsFirstWait = true,
        },
        ["R14"] = new("no wait is longer than its cap, jitter included", "open open closed closed closed closed closed")
        {
            Finally = static run => Assert.Equal(0, run.Snapshot.Rejected),
        },
        ["R15"] = new("jitter is drawn once for each opening, however often the wait is read", "open open open! open!"),
        ["R16"] = new("slow calls open the circuit at a configured ratio", "closed closed closed open open!")
        {
            Adjust = static options => (options.SlowCallRatio, options.MinimumThroughput) = (0.5, 4),
            Finally = static run => Assert.Equal(CircuitReason.SlowCallRatio, run.Snapshot.Reason),
        },
        ["R17"] = new("failed calls and calls that timed out are measured like other calls", "closed closed")
        {
            Finally = static run => Assert.Equal((2L, 1L), (run.Snapshot.Slow, run.Snapshot.TimedOut)),
        },
        ["R20"] = new("successful calls do not change the configured threshold", "closed closed closed closed closed closed closed closed closed closed closed")
        {
            Finally = static run => Assert.Equal(15, run.Snapshot.ConsecutiveFailureLimit),
        },
        ["R22"] = new("a health report of any type never raises the threshold", "closed closed closed closed open"),
        ["R23"] = new("a healthy report does not lower the threshold", "closed closed closed closed closed closed closed closed closed closed")
        {
            Finally = static run => Assert.Equal(10, run.Snapshot.ConsecutiveFailureLimit),
        },
        ["R26"] = new("a time window forgets a failure of the day before", "closed closed closed closed")
        {
            Adjust = static options => options.WindowCalls = 0,
            Finally = static run => Assert.Equal(1, run.Snapshot.WindowCalls),
        },
        ["R28"] = new(
            "at most MaxConcurrentProbes probes at a time, and all other calls are rejected",
            "closed open open half_open half_open half_open half_open! half_open! half_open half_open closed closed closed"),
        ["R31"] = new("the callee's own timeout is a failure and no timeout of the breaker", "closed")
        {
            Finally = static run => Assert.Equal((1L, 0L), (run.Snapshot.Failed, run.Snapshot.TimedOut)),
        },
        ["R32"] = new("an exception that is not listed is not counted", "closed closed closed")
        {
            Adjust = static options => options.Handle<IOException>(),
            Finally = static run => Assert.Equal((2L, 0L), (run.Snapshot.Ignored, run.Snapshot.Failed)),
        },
        ["R35"] = new("opening twice is opening once", "open open open closed closed closed")
        {
            KeepsFirstWait = true,
            Finally = static run => Assert.Equal(1, run.Snapshot.TimesOpened),
        },
        ["R40"] = new("successful probes are counted from zero", "closed closed closed open open open open half_open")
        {
            Finally = static run => Assert.Equal((1, 2L), (run.Snapshot.ConsecutiveProbeSuccesses, run.Snapshot.StaleOutcomes)),
        },
        ["R42"] = new("reading does not change the state", "closed open open open")
        {
            Finally = static run => Assert.Equal(1, run.Snapshot.StateChanges),
        },
        ["R43"] = new("an admitted call has a permit, and the next call is rejected") { Instead = RegistryTraces.AProbeReservesItsPermit },
        ["R44"] = new("no call is admitted while the callee is unhealthy, and reading changes nothing") { Instead = HealthTraces.AnUnhealthyReportBlocksProbes },
        ["R46"] = new("a configured health probe runs") { Instead = HealthTraces.AConfiguredHealthProbeRuns },
        ["R47"] = new("settings that conflict are an error that names both sources") { Instead = RegistryTraces.ConflictingSettingsAreRefused },
        ["R49"] = new("wrong arguments cannot be counted, because arguments are typed", "closed closed")
        {
            Finally = static run => Assert.Equal((2L, 0L), (run.Snapshot.Succeeded, run.Snapshot.Failed)),
        },
        ["R50"] = new("the result of a call is awaited", "open")
        {
            Adjust = static options => options.ConsecutiveFailures = 1,
        },
        ["R53"] = new("an outcome counts at once", "closed open open! open")
        {
            Finally = static run => Assert.Equal((2L, 1L, 3L), (run.Snapshot.Failed, run.Snapshot.Rejected, run.Snapshot.Calls)),
        },
        ["R56"] = new("every transition has its time", "closed open open half_open half_open closed")
        {
            Finally = static run => Assert.Equal(run.Clock.GetUtcNow(), run.Snapshot.LastStateChangeAt),
        },
        ["R57"] = new("every setting is validated, alone and together with the others") { Instead = SettingsTrace.EverySettingIsChecked },
        ["R59"] = new("a permit is taken and settled, and the exception is counted", "closed closed closed")
        {
            Adjust = static options => options.FailureRatio = 0,
            Finally = static run => Assert.Equal((3L, 3), (run.Snapshot.Failed, run.Snapshot.ConsecutiveFailures)),
        },
    };
}
