using System.Text.Json;

namespace Aspects.Tests;

/// <summary>Replays the steps of a trace on real breakers, with a clock that only the trace advances.</summary>
internal sealed class TraceRun
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly TraceFile _trace;
    private readonly TraceExpectation _expectation;
    private readonly Dictionary<string, CircuitPermit> _pending = new(StringComparer.Ordinal);
    private readonly Queue<double> _jitter;

    private TraceRun(TraceFile trace, TraceExpectation expectation)
    {
        _trace = trace;
        _expectation = expectation;
        _jitter = new Queue<double>(trace.JitterUnits);
        Registry = new CircuitBreakerRegistry(Clock);
    }

    public TestClock Clock { get; } = new();

    public CircuitBreakerRegistry Registry { get; }

    public CircuitBreaker Breaker => Find("svc");

    public CircuitSnapshot Snapshot => Breaker.GetSnapshot();

    /// <summary>Runs all steps, and compares the state and the rejection after each step.</summary>
    public static async Task Replay(TraceFile trace, TraceExpectation expectation)
    {
        var run = new TraceRun(trace, expectation);
        var expected = expectation.Steps?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            ?? [.. trace.Steps.Select(static step => step.State + (step.IsRejected ? "!" : ""))];
        Assert.Equal(trace.Steps.Count, expected.Length);
        for (var i = 0; i < trace.Steps.Count; i++)
        {
            var step = trace.Steps[i];
            var elapsed = i == 0 ? step.Time : step.Time - trace.Steps[i - 1].Time;
            var where = $"step {i + 1} ({step.Op} at {step.Time} s)";
            var rejected = await run.Apply(where, step, TimeSpan.FromSeconds(Math.Round(elapsed * expectation.TimeScale, 6)));
            run.Compare(where, step, expected[i], rejected);
        }

        expectation.Finally?.Invoke(run);
    }

    public CircuitBreaker Find(string name)
    {
        if (Registry.TryGet(name, out var breaker)) return breaker;
        var options = _trace.SettingsOf(name).ToOptions(_trace.DoublesFirstWait && !_expectation.KeepsFirstWait);
        if (_jitter.Count > 0) options.Random = Draw;
        _expectation.Adjust?.Invoke(options);
        return Registry.GetOrAdd(name, options);
    }

    // Maps -1…1 of the original to 0…1. Each opening takes one value; the last value repeats.
    private double Draw() => ((_jitter.Count > 1 ? _jitter.Dequeue() : _jitter.Peek()) + 1) / 2;

    private void Compare(string where, TraceStep step, string expected, bool rejected)
    {
        var state = expected.TrimEnd('!');
        Assert.True(rejected == expected.EndsWith('!'), $"{where}: rejected is {rejected}, but the trace expects '{expected}'.");
        if (state is "" or "-") return;

        // The original reads an elapsed break as open, this runtime as half-open. Both are accepted.
        var snapshot = Find(step.Breaker).GetSnapshot();
        var inside = snapshot.RetryAfter is null ? snapshot.State : CircuitState.Open;
        Assert.True(
            NameOf(inside) == state || NameOf(snapshot.State) == state,
            $"{where}: the state is {NameOf(snapshot.State)}, but the trace expects '{expected}'. {snapshot.Explanation}");
    }

    private static string NameOf(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half_open",
        CircuitState.Open => "open",
        _ => "isolated",
    };

    /// <returns>Whether the call was rejected.</returns>
    private async Task<bool> Apply(string where, TraceStep step, TimeSpan elapsed)
    {
        switch (step.Op)
        {
            case "call_ok" or "deco_ok" or "call_sync_ok":
                return await Call(step, elapsed, error: null);
            case "call_fail" or "deco_fail" or "call_lambda_fail" or "context_manager":
                return await Call(step, elapsed, ErrorOf(step));
            case "call_cancel":
                return await CallAndCancel(step, elapsed);
            case "record_success":
                return Record(error: null);
            case "record_failure":
                return Record(new InvalidOperationException());
            case "call_start":
                return Start(step);
            case "call_finish":
                Finish(step);
                return false;
            case "advance":
                Clock.Advance(elapsed);
                return false;
            case "reset" or "manager_reset_all":
                Breaker.Reset();
                return false;
            case "force_open":
                OpenManually();
                return false;
            case "decorate":
                Configure(step);
                return false;
            case "can_execute" or "get_status" or "read_state_property" or "manager_health_summary" or "set_health":
                // This runtime has no check without an entry. A read changes no state.
                var before = Snapshot.StateChanges;
                _ = Breaker.State;
                Assert.Equal(before, Snapshot.StateChanges);
                return false;
            case "preset":
                _ = new CircuitBreaker(step.Breaker, new TraceSettings(_trace.Engine, step.Returned).ToOptions(), Clock);
                return false;
            default:
                throw new NotSupportedException($"Trace {_trace.Id}, {where}: the step '{step.Op}' has no counterpart. Add one to TraceRun.");
        }
    }

    private async Task<bool> Call(TraceStep step, TimeSpan elapsed, Exception? error)
    {
        var end = new TaskCompletionSource();
        var admitted = false;
        var call = Find(step.Breaker).ExecuteAsync(
            token =>
            {
                admitted = true;
                token.Register(() => end.TrySetCanceled(token));
                return new ValueTask(end.Task);
            }).AsTask();
        if (admitted)
        {
            // The duration of the call. If the original timed out, the time until its timeout.
            var duration = step.Outcome == "timeout" ? elapsed : TimeSpan.FromSeconds(step.Duration ?? elapsed.TotalSeconds);
            Clock.Advance(duration);
            if (error is null) end.TrySetResult();
            else end.TrySetException(error);
        }
        else
        {
            Clock.Advance(elapsed);
        }

        var thrown = await Record(call);
        if (admitted && error is not null && !end.Task.IsCanceled) Assert.Same(error, thrown);
        return thrown is CircuitBreakerOpenException;
    }

    // The caller cancels at the end of the step, and the callee answers its token.
    private async Task<bool> CallAndCancel(TraceStep step, TimeSpan elapsed)
    {
        using var caller = new CancellationTokenSource();
        var call = Find(step.Breaker).ExecuteAsync(
            static token => new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, token)), caller.Token).AsTask();
        Clock.Advance(elapsed);
        await caller.CancelAsync();
        var thrown = await Record(call);
        if (thrown is not CircuitBreakerOpenException) Assert.IsAssignableFrom<OperationCanceledException>(thrown);
        return thrown is CircuitBreakerOpenException;
    }

    private static async Task<Exception?> Record(Task call)
    {
        try
        {
            await call.WaitAsync(TestTimeout.Limit);
            return null;
        }
#pragma warning disable CA1031 // The caller compares the exception.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return thrown;
        }
    }

    private bool Record(Exception? error)
    {
        if (!Flow.TryEnter(Breaker, out var permit)) return true;
        if (error is null) permit.Succeeded();
        else permit.Failed(error);
        return false;
    }

    private bool Start(TraceStep step)
    {
        if (!Flow.TryEnter(Find(step.Breaker), out var permit)) return true;
        _pending.Add(step.Id!, permit);
        return false;
    }

    private void Finish(TraceStep step)
    {
        if (!_pending.Remove(step.Id!, out var permit)) return;
        if (step.Outcome == "ok") permit.Succeeded();
        else if (step.Outcome == "cancelled") permit.Failed(new OperationCanceledException(Cancelled), Cancelled);
        else permit.Failed(ErrorOf(step));
    }

    // In the original a manually opened circuit recovers by itself, like a restored open state here.
    private void OpenManually() => Breaker.Restore(new CircuitSavedState(
        Breaker.Name,
        CircuitState.Open,
        CircuitReason.None,
        FailedRecoveries: 0,
        _trace.SettingsOf("svc").ToOptions(_trace.DoublesFirstWait && !_expectation.KeepsFirstWait).BreakDuration,
        Clock.GetUtcNow()));

    private void Configure(TraceStep step)
    {
        var options = new TraceSettings(_trace.Engine, step.Config.ValueKind == JsonValueKind.Object ? step.Config : default).ToOptions();
        Registry.GetOrAdd(step.Breaker, options, source: step.Id ?? "svc");
    }

    private static Exception ErrorOf(TraceStep step) => step.Error switch
    {
        "TimeoutError" => new TimeoutException(),
        "ConnectionError" => new IOException(),
        _ => new InvalidOperationException(),
    };
}
