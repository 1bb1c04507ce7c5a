namespace Aspects.Tests;

/// <summary>
/// What is wanted of each trace that recorded a fault, and of the few that need other settings than the translated ones.
/// Steps: the state after each, <c>!</c> for a call turned away, <c>-</c> where it does not matter.
/// </summary>
internal static class Wanted
{
    public static IReadOnlyDictionary<string, TraceExpectation> Of { get; } = new Dictionary<string, TraceExpectation>(StringComparer.Ordinal)
    {
        ["F02"] = new("two probes must succeed, whatever happened before", "closed closed open open half_open"),
        ["F04"] = new("a call is given up at its timeout and counts as failed", "closed")
        {
            Finally = static run => Assert.Equal((1L, 1L), (run.Snapshot.TimedOut, run.Snapshot.Failed)),
        },
        ["F05"] = new("the second wait is twice the first", "closed closed open open open open open!"),
        ["F06"] = new("slow traffic lowers the threshold", "closed closed closed closed open open!"),
        ["F07"] = new("any failed probe opens again", "open open! open half_open open open closed closed closed"),
        ["F08"] = new("every door counts in the same row", "closed closed closed open open!"),
        ["F09"] = new("one rule for every door: two successes, and the break is over at its end", "closed closed closed open open! open half_open half_open closed closed"),
        ["F10"] = new("a breaker has the name it is found by") { Instead = RegistryTraces.BreakersHaveTheNameTheyAreFoundBy },
        ["F11"] = new("a name is created once and stays what it is") { Instead = RegistryTraces.CreatingAgainFindsTheOpenOne },
        ["F12"] = new("the caller's exception is never masked", "-"),
        ["F13"] = new("recorded outcomes go through the one state machine", "closed closed open open open open open open half_open open open half_open half_open! half_open")
        {
            Adjust = static options => options.BackoffFactor = 1,
        },
        ["M02"] = new("any failed probe opens again", "open open open open!"),
        ["R01"] = new("the defaults let five failures in a row decide", "closed closed closed closed")
        {
            Adjust = static options => options.MinimumThroughput = options.ConsecutiveFailures,
            Finally = static run => Assert.Equal((4, 5), (run.Snapshot.ConsecutiveFailures, run.Snapshot.ConsecutiveFailureLimit)),
        },
        ["R09"] = new("waits of 10, 20 and 40 s: half of those recorded") { TimeScale = 0.5 },
        ["R11"] = new("after closing the first wait is as short as ever", "open open closed closed closed closed closed closed open open closed closed closed")
        {
            TimeScale = 0.5,
            KeepsFirstWait = true,
        },
        ["R14"] = new("no wait is longer than its cap, jitter included", "open open closed closed closed closed closed")
        {
            Finally = static run => Assert.Equal(0, run.Snapshot.Rejected),
        },
        ["R15"] = new("jitter is drawn once for an opening, however often somebody asks", "open open open! open!"),
        ["R16"] = new("slow calls open the circuit where a share of them is given", "closed closed closed open open!")
        {
            Adjust = static options => (options.SlowCallRatio, options.MinimumThroughput) = (0.5, 4),
            Finally = static run => Assert.Equal(CircuitReason.SlowCallRatio, run.Snapshot.Reason),
        },
        ["R17"] = new("failed calls and those given up are measured like any other", "closed closed")
        {
            Finally = static run => Assert.Equal((2L, 1L), (run.Snapshot.Slow, run.Snapshot.TimedOut)),
        },
        ["R20"] = new("good traffic leaves the configured threshold alone", "closed closed closed closed closed closed closed closed closed closed closed")
        {
            Finally = static run => Assert.Equal(15, run.Snapshot.ConsecutiveFailureLimit),
        },
        ["R22"] = new("a health report of whatever type never raises the threshold", "closed closed closed closed open"),
        ["R23"] = new("good health does not tighten", "closed closed closed closed closed closed closed closed closed closed")
        {
            Finally = static run => Assert.Equal(10, run.Snapshot.ConsecutiveFailureLimit),
        },
        ["R26"] = new("a window of time forgets a failure of the day before", "closed closed closed closed")
        {
            Adjust = static options => options.WindowCalls = 0,
            Finally = static run => Assert.Equal(1, run.Snapshot.WindowCalls),
        },
        ["R28"] = new(
            "as many probes at a time as allowed, and the rest turned away",
            "closed open open half_open half_open half_open half_open! half_open! half_open half_open closed closed closed"),
        ["R31"] = new("the callee's own timeout is a failure and not the breaker's", "closed")
        {
            Finally = static run => Assert.Equal((1L, 0L), (run.Snapshot.Failed, run.Snapshot.TimedOut)),
        },
        ["R32"] = new("what is not listed is not counted", "closed closed closed")
        {
            Adjust = static options => options.Handle<IOException>(),
            Finally = static run => Assert.Equal((2L, 0L), (run.Snapshot.Ignored, run.Snapshot.Failed)),
        },
        ["R35"] = new("opening twice is opening once", "open open open closed closed closed")
        {
            KeepsFirstWait = true,
            Finally = static run => Assert.Equal(1, run.Snapshot.TimesOpened),
        },
        ["R40"] = new("probes are counted from zero", "closed closed closed open open open open half_open")
        {
            Finally = static run => Assert.Equal((1, 2L), (run.Snapshot.ConsecutiveProbeSuccesses, run.Snapshot.StaleOutcomes)),
        },
        ["R42"] = new("reading leaves the state as it is", "closed open open open")
        {
            Finally = static run => Assert.Equal(1, run.Snapshot.StateChanges),
        },
        ["R43"] = new("who may go has a permit, and the next has none") { Instead = RegistryTraces.APermitIsReserved },
        ["R44"] = new("while the callee is unhealthy nobody enters, and reading changes nothing") { Instead = HealthTraces.UnhealthyHoldsBack },
        ["R46"] = new("a health probe that is given is asked") { Instead = HealthTraces.TheProbeThatIsGivenIsAsked },
        ["R47"] = new("settings that conflict are an error that names both sources") { Instead = RegistryTraces.ConflictingSettingsAreRefused },
        ["R49"] = new("what goes wrong in handing over arguments cannot be counted: they are typed", "closed closed")
        {
            Finally = static run => Assert.Equal((2L, 0L), (run.Snapshot.Succeeded, run.Snapshot.Failed)),
        },
        ["R50"] = new("what a call returns is awaited", "open")
        {
            Adjust = static options => options.ConsecutiveFailures = 1,
        },
        ["R53"] = new("an outcome counts at once", "closed open open! open")
        {
            Finally = static run => Assert.Equal((2L, 1L, 3L), (run.Snapshot.Failed, run.Snapshot.Rejected, run.Snapshot.Calls)),
        },
        ["R56"] = new("every change is stamped", "closed open open half_open half_open closed")
        {
            Finally = static run => Assert.Equal(run.Clock.GetUtcNow(), run.Snapshot.LastStateChangeAt),
        },
        ["R57"] = new("every setting is checked, alone and with the others") { Instead = SettingsTrace.EverySettingIsChecked },
        ["R59"] = new("a permit is asked for and settled, and the exception counted", "closed closed closed")
        {
            Adjust = static options => options.FailureRatio = 0,
            Finally = static run => Assert.Equal((3L, 3), (run.Snapshot.Failed, run.Snapshot.ConsecutiveFailures)),
        },
    };
}
