using System.Collections.ObjectModel;

namespace Aspects;

/// <summary>The properties that <see cref="CircuitJsonConverter"/> writes and reads, in their order.</summary>
internal static class JsonContracts
{
    public static IReadOnlyDictionary<Type, JsonContract> All { get; } = new Dictionary<Type, JsonContract>
    {
        [typeof(BreakDurationContext)] = new JsonContract<BreakDurationContext>(new(null!, default, 0, 0, null, null, default))
            .Require("Name", static context => context.Name, static (context, value) => context with { Name = value })
            .Add("Reason", static context => context.Reason, static (context, value) => context with { Reason = value })
            .Add(
                "FailedRecoveries",
                static context => context.FailedRecoveries,
                static (context, value) => context with { FailedRecoveries = value })
            .Add("FailureRatio", static context => context.FailureRatio, static (context, value) => context with { FailureRatio = value })
            .Add("Failure", static context => context.Failure, static (context, value) => context with { Failure = value })
            .Add("RetryAfter", static context => context.RetryAfter, static (context, value) => context with { RetryAfter = value })
            .Add(
                "DefaultDuration",
                static context => context.DefaultDuration,
                static (context, value) => context with { DefaultDuration = value })
            .Add("Key", static context => context.Key, static (context, value) => context with { Key = value }),

        [typeof(CallbackError)] = new JsonContract<CallbackError>(new(null!, null!, null!))
            .Require("Name", static error => error.Name, static (error, value) => error with { Name = value })
            .Require("Source", static error => error.Source, static (error, value) => error with { Source = value })
            .Require("Error", static error => error.Error, static (error, value) => error with { Error = value })
            .Add("Key", static error => error.Key, static (error, value) => error with { Key = value }),

        [typeof(CircuitCall)] = new JsonContract<CircuitCall>(new(null!, default, null, null))
            .Require("Name", static call => call.Name, static (call, value) => call with { Name = value })
            .Add("Outcome", static call => call.Outcome, static (call, value) => call with { Outcome = value })
            .Add("Duration", static call => call.Duration, static (call, value) => call with { Duration = value })
            .Add("Error", static call => call.Error, static (call, value) => call with { Error = value })
            .Add("IsSlow", static call => call.IsSlow, static (call, value) => call with { IsSlow = value })
            .Add("HasTimedOut", static call => call.HasTimedOut, static (call, value) => call with { HasTimedOut = value })
            .Add("Key", static call => call.Key, static (call, value) => call with { Key = value }),

        [typeof(CircuitSavedState)] = new JsonContract<CircuitSavedState>(new(null!, default, default, 0, default, default))
            .Require("Name", static saved => saved.Name, static (saved, value) => saved with { Name = value })
            .Add("State", static saved => saved.State, static (saved, value) => saved with { State = value })
            .Add("Reason", static saved => saved.Reason, static (saved, value) => saved with { Reason = value })
            .Add(
                "FailedRecoveries",
                static saved => saved.FailedRecoveries,
                static (saved, value) => saved with { FailedRecoveries = value })
            .Add("RemainingBreak", static saved => saved.RemainingBreak, static (saved, value) => saved with { RemainingBreak = value })
            .Add("SavedAt", static saved => saved.SavedAt, static (saved, value) => saved with { SavedAt = value })
            .Add("Key", static saved => saved.Key, static (saved, value) => saved with { Key = value }),

        [typeof(CircuitSnapshot)] = new JsonContract<CircuitSnapshot>(new()
        {
            Name = null!,
            State = default,
            Reason = default,
            StateChanges = 0,
            ConsecutiveFailures = 0,
            RetryAfter = null,
            OpenedAt = null,
            LastFailure = null,
            Succeeded = 0,
            Failed = 0,
            Ignored = 0,
            StaleOutcomes = 0,
            Rejected = 0,
        })
            .Require("Name", static snapshot => snapshot.Name, static (snapshot, value) => snapshot with { Name = value })
            .Add("Key", static snapshot => snapshot.Key, static (snapshot, value) => snapshot with { Key = value })
            .Add("State", static snapshot => snapshot.State, static (snapshot, value) => snapshot with { State = value })
            .Add("Mode", static snapshot => snapshot.Mode, static (snapshot, value) => snapshot with { Mode = value })
            .Add("Reason", static snapshot => snapshot.Reason, static (snapshot, value) => snapshot with { Reason = value })
            .Add(
                "StateChanges",
                static snapshot => snapshot.StateChanges,
                static (snapshot, value) => snapshot with { StateChanges = value })
            .Add(
                "LastStateChangeAt",
                static snapshot => snapshot.LastStateChangeAt,
                static (snapshot, value) => snapshot with { LastStateChangeAt = value })
            .Add("TimesOpened", static snapshot => snapshot.TimesOpened, static (snapshot, value) => snapshot with { TimesOpened = value })
            .Add("TimesClosed", static snapshot => snapshot.TimesClosed, static (snapshot, value) => snapshot with { TimesClosed = value })
            .Add(
                "FailedRecoveries",
                static snapshot => snapshot.FailedRecoveries,
                static (snapshot, value) => snapshot with { FailedRecoveries = value })
            .Add(
                "ConsecutiveFailures",
                static snapshot => snapshot.ConsecutiveFailures,
                static (snapshot, value) => snapshot with { ConsecutiveFailures = value })
            .Add(
                "ConsecutiveFailureLimit",
                static snapshot => snapshot.ConsecutiveFailureLimit,
                static (snapshot, value) => snapshot with { ConsecutiveFailureLimit = value })
            .Add(
                "ConsecutiveProbeSuccesses",
                static snapshot => snapshot.ConsecutiveProbeSuccesses,
                static (snapshot, value) => snapshot with { ConsecutiveProbeSuccesses = value })
            .Add(
                "SuccessThreshold",
                static snapshot => snapshot.SuccessThreshold,
                static (snapshot, value) => snapshot with { SuccessThreshold = value })
            .Add("WindowCalls", static snapshot => snapshot.WindowCalls, static (snapshot, value) => snapshot with { WindowCalls = value })
            .Add(
                "WindowFailures",
                static snapshot => snapshot.WindowFailures,
                static (snapshot, value) => snapshot with { WindowFailures = value })
            .Add(
                "WindowSlowCalls",
                static snapshot => snapshot.WindowSlowCalls,
                static (snapshot, value) => snapshot with { WindowSlowCalls = value })
            .Add(
                "SlowCallsInFlight",
                static snapshot => snapshot.SlowCallsInFlight,
                static (snapshot, value) => snapshot with { SlowCallsInFlight = value })
            .Add(
                "MinimumThroughput",
                static snapshot => snapshot.MinimumThroughput,
                static (snapshot, value) => snapshot with { MinimumThroughput = value })
            .Add(
                "FailureCountLimit",
                static snapshot => snapshot.FailureCountLimit,
                static (snapshot, value) => snapshot with { FailureCountLimit = value })
            .Add(
                "FailureRatioLimit",
                static snapshot => snapshot.FailureRatioLimit,
                static (snapshot, value) => snapshot with { FailureRatioLimit = value })
            .Add(
                "SlowCallRatioLimit",
                static snapshot => snapshot.SlowCallRatioLimit,
                static (snapshot, value) => snapshot with { SlowCallRatioLimit = value })
            .Add("RetryAfter", static snapshot => snapshot.RetryAfter, static (snapshot, value) => snapshot with { RetryAfter = value })
            .Add(
                "IsRecoveryBlocked",
                static snapshot => snapshot.IsRecoveryBlocked,
                static (snapshot, value) => snapshot with { IsRecoveryBlocked = value })
            .Add("OpenedAt", static snapshot => snapshot.OpenedAt, static (snapshot, value) => snapshot with { OpenedAt = value })
            .Add("LastFailure", static snapshot => snapshot.LastFailure, static (snapshot, value) => snapshot with { LastFailure = value })
            .Add(
                "LastFailureAt",
                static snapshot => snapshot.LastFailureAt,
                static (snapshot, value) => snapshot with { LastFailureAt = value })
            .Add(
                "FailuresByType",
                static snapshot => snapshot.FailuresByType,
                static (snapshot, value) => snapshot with { FailuresByType = value ?? ReadOnlyDictionary<string, long>.Empty })
            .Add("Durations", static snapshot => snapshot.Durations, static (snapshot, value) => snapshot with { Durations = value })
            .Add("Succeeded", static snapshot => snapshot.Succeeded, static (snapshot, value) => snapshot with { Succeeded = value })
            .Add("Failed", static snapshot => snapshot.Failed, static (snapshot, value) => snapshot with { Failed = value })
            .Add("Ignored", static snapshot => snapshot.Ignored, static (snapshot, value) => snapshot with { Ignored = value })
            .Add("Throttled", static snapshot => snapshot.Throttled, static (snapshot, value) => snapshot with { Throttled = value })
            .Add(
                "StaleOutcomes",
                static snapshot => snapshot.StaleOutcomes,
                static (snapshot, value) => snapshot with { StaleOutcomes = value })
            .Add("Rejected", static snapshot => snapshot.Rejected, static (snapshot, value) => snapshot with { Rejected = value })
            .Add(
                "WouldHaveRejected",
                static snapshot => snapshot.WouldHaveRejected,
                static (snapshot, value) => snapshot with { WouldHaveRejected = value })
            .Add("TimedOut", static snapshot => snapshot.TimedOut, static (snapshot, value) => snapshot with { TimedOut = value })
            .Add("Slow", static snapshot => snapshot.Slow, static (snapshot, value) => snapshot with { Slow = value })
            .Add(
                "CallbackErrors",
                static snapshot => snapshot.CallbackErrors,
                static (snapshot, value) => snapshot with { CallbackErrors = value })
            .Compute("Calls", static snapshot => snapshot.Calls)
            .Compute("FailureRatio", static snapshot => snapshot.FailureRatio)
            .Compute("SuccessRate", static snapshot => snapshot.SuccessRate)
            .Compute("Explanation", static snapshot => snapshot.Explanation),

        [typeof(CircuitTransition)] = new JsonContract<CircuitTransition>(new(null!, 0, default, default, default, default, null, null))
            .Require("Name", static transition => transition.Name, static (transition, value) => transition with { Name = value })
            .Add("Number", static transition => transition.Number, static (transition, value) => transition with { Number = value })
            .Add("From", static transition => transition.From, static (transition, value) => transition with { From = value })
            .Add("To", static transition => transition.To, static (transition, value) => transition with { To = value })
            .Add("Reason", static transition => transition.Reason, static (transition, value) => transition with { Reason = value })
            .Add(
                "OccurredAt",
                static transition => transition.OccurredAt,
                static (transition, value) => transition with { OccurredAt = value })
            .Add(
                "BreakDuration",
                static transition => transition.BreakDuration,
                static (transition, value) => transition with { BreakDuration = value })
            .Add("Failure", static transition => transition.Failure, static (transition, value) => transition with { Failure = value })
            .Add("Key", static transition => transition.Key, static (transition, value) => transition with { Key = value }),

        [typeof(LatencySummary)] = new JsonContract<LatencySummary>(new(0, default, default, default, default, default))
            .Add("Calls", static durations => durations.Calls, static (durations, value) => durations with { Calls = value })
            .Add("Average", static durations => durations.Average, static (durations, value) => durations with { Average = value })
            .Add("Median", static durations => durations.Median, static (durations, value) => durations with { Median = value })
            .Add("P90", static durations => durations.P90, static (durations, value) => durations with { P90 = value })
            .Add("P99", static durations => durations.P99, static (durations, value) => durations with { P99 = value })
            .Add("Max", static durations => durations.Max, static (durations, value) => durations with { Max = value }),
    };
}
