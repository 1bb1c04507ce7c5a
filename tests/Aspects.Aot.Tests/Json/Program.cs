using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aot.Json;
using Aspects;

// Writes what a breaker reports in each state, one line for each value: the type and the JSON. Each value is read back
// and written again, and must give the same JSON.
var context = CircuitJsonContext.Default;
foreach (var state in Enum.GetValues<CircuitState>())
{
    var clock = new ManualClock();
    var reports = new Reports();
    using var registry = new CircuitBreakerRegistry(clock);
    using var subscription = registry.Subscribe(reports);
    var breaker = registry.GetOrAddPartition<int>("orders", CreateOptions(reports))[7];

    var transitions = Enter(state, breaker, clock);

    Write(breaker.GetSnapshot(), context.CircuitSnapshot);
    Write(breaker.Save(), context.CircuitSavedState);
    for (var number = 0; number < transitions; number++) Write(reports.Transitions.Take(), context.CircuitTransition);
    if (state is CircuitState.Closed or CircuitState.Isolated) continue;
    Write(reports.CallbackErrors.Take(), context.CallbackError);
    Write(reports.Breaks.Take(), context.BreakDurationContext);
}

static CircuitBreakerOptions CreateOptions(Reports reports) => new CircuitBreakerOptions
{
    ConsecutiveFailures = 1,
    MeasureDurations = true,
    BreakDurationGenerator = facts =>
    {
        reports.Breaks.Add(facts);
        return facts.DefaultDuration;
    },
}.Classify(static _ => throw new InvalidOperationException("The classifier is wrong."));

// Returns the number of transitions.
static int Enter(CircuitState state, CircuitBreaker breaker, ManualClock clock)
{
    breaker.Execute(static () => { });
    if (state == CircuitState.Closed) return 0;
    if (state == CircuitState.Isolated)
    {
        breaker.Isolate();
        return 1;
    }

    try
    {
        breaker.Execute(static () => throw new IOException("The disk is full."));
    }
    catch (IOException)
    {
        // The failure opens the circuit.
    }

    if (state == CircuitState.Open) return 1;
    clock.Advance(TimeSpan.FromHours(1));
    return breaker.TryEnter(out _) ? 2 : throw new InvalidOperationException("The circuit admits no probe.");
}

static void Write<T>(T value, JsonTypeInfo<T> type)
{
    var json = JsonSerializer.Serialize(value, type);
    var again = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type);
    Console.WriteLine(json == again ? $"{typeof(T).Name} {json}" : $"{typeof(T).Name} differs: {json} and {again}");
}

/// <summary>What a breaker has reported.</summary>
internal sealed class Reports : ICircuitBreakerListener
{
    public BlockingCollection<CircuitTransition> Transitions { get; } = [];

    public BlockingCollection<CallbackError> CallbackErrors { get; } = [];

    public BlockingCollection<BreakDurationContext> Breaks { get; } = [];

    public void OnTransition(CircuitTransition transition) => Transitions.Add(transition);

    public void OnCallbackError(CallbackError callbackError) => CallbackErrors.Add(callbackError);
}

/// <summary>A clock that moves only when the program advances the clock.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public void Advance(TimeSpan time) => _elapsed += time;
}
