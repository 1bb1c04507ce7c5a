using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// A circuit breaker: admits calls while they succeed, rejects them at once while they keep failing, and admits a few
/// probes that show whether they succeed again.
/// </summary>
/// <remarks>
/// Any number of threads can use an instance. While the circuit is closed and healthy, a call takes no lock and
/// allocates nothing.
/// </remarks>
public sealed partial class CircuitBreaker : IReconfigurable, IDisposable
{
    private readonly MonotonicClock _clock;
    private readonly CircuitController _controller;
    private readonly CircuitEvents _events;
    private CallStatistics? _statistics;

    /// <summary>Creates a circuit breaker that is in no registry.</summary>
    /// <param name="name">The name, for people and telemetry. It is neither empty nor blank.</param>
    /// <param name="options">The settings; the defaults if <see langword="null"/>.</param>
    /// <param name="timeProvider">The clock; <see cref="TimeProvider.System"/> if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other. The message names the settings.
    /// </exception>
    public CircuitBreaker(string name, CircuitBreakerOptions? options = null, TimeProvider? timeProvider = null)
        : this(
            name,
            key: null,
            options?.CloneWithOrigin(SettingLevel.Declared, "the constructor"),
            timeProvider,
            registryListeners: null,
            settingsOwner: null)
    {
    }

    internal CircuitBreaker(
        string name,
        object? key,
        CircuitBreakerOptions? options,
        TimeProvider? timeProvider,
        Listeners? registryListeners,
        ISettingsOwner? settingsOwner)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Key = key;
        _clock = MonotonicClock.Create(timeProvider ?? TimeProvider.System);
        _settingsOwner = settingsOwner;
        _events = new CircuitEvents(name, key, registryListeners);
        var rules = options is null ? CircuitRules.Default : CircuitRules.Create(name, options, key);
        _controller = new CircuitController(name, key, rules, _clock, _events);
    }

    /// <summary>The name that the breaker was created with.</summary>
    public string Name { get; }

    /// <summary>
    /// The key of the breaker in a <see cref="CircuitBreakerPartition{TKey}"/>; otherwise <see langword="null"/>.
    /// </summary>
    public object? Key { get; }

    /// <summary>The state that the next caller meets. Reading changes nothing.</summary>
    /// <remarks>An open circuit whose break has elapsed reads as half-open before a call is made.</remarks>
    public CircuitState State => _controller.State;

    /// <summary>Requests a permit for one call. Never throws, and never waits for a call in flight.</summary>
    /// <param name="permit">
    /// The permit, to be settled once with the outcome of the call. If the method returns <see langword="false"/>, the
    /// permit creates the rejection for the caller.
    /// </param>
    /// <returns>Whether the call is admitted.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(out CircuitPermit permit)
    {
        var word = _controller.ReadWord();
        permit = new CircuitPermit(this, word, start: default);
        return word.AdmitsOnFastPath || TryEnterOnSlowPath(word, ref permit);
    }

    /// <summary>Requests a permit for one call, and throws if the call is rejected.</summary>
    /// <param name="cancellationToken">The caller's token; see <see cref="CircuitPermit.Rejection"/>.</param>
    /// <returns>The permit, to be settled once with the outcome of the call.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="OperationCanceledException">
    /// The call is rejected, and <paramref name="cancellationToken"/> is already cancelled.
    /// </exception>
    public CircuitPermit Enter(CancellationToken cancellationToken = default) =>
        TryEnter(out var permit) ? permit : throw permit.Rejection(cancellationToken);

    /// <summary>Notifies a listener of what this breaker does from now on.</summary>
    /// <param name="listener">The listener.</param>
    /// <returns>The subscription. Disposing of it ends the notifications.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(ICircuitBreakerListener listener) => _events.Subscribe(listener);

    /// <summary>Notifies delegates of the events of this breaker.</summary>
    /// <param name="onTransition">Receives the changes of state.</param>
    /// <param name="onCallbackError">Receives the exceptions of user code; may be <see langword="null"/>.</param>
    /// <returns>The subscription, which ends when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onTransition"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(Action<CircuitTransition> onTransition, Action<CallbackError>? onCallbackError = null) =>
        Subscribe(new DelegateListener(onTransition, onCallbackError));

    /// <summary>Notifies a listener of each call that this breaker admits or rejects from now on.</summary>
    /// <remarks>
    /// Each call is notified once. A call that was admitted before the subscription may be missing. Without a call
    /// listener calls cost nothing more.
    /// </remarks>
    /// <param name="listener">The listener.</param>
    /// <returns>The subscription. Disposing of it ends the notifications.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable SubscribeToCalls(ICircuitCallListener listener) => _events.Subscribe(listener, _controller.UpdateCallListeners);

    /// <summary>Notifies a delegate of each call that this breaker admits or rejects from now on.</summary>
    /// <inheritdoc cref="SubscribeToCalls(ICircuitCallListener)" path="/remarks"/>
    /// <param name="onCall">Receives the calls.</param>
    /// <returns>The subscription. Disposing of it ends the notifications.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onCall"/> is <see langword="null"/>.</exception>
    public IDisposable SubscribeToCalls(Action<CircuitCall> onCall) => SubscribeToCalls(new DelegateCallListener(onCall));

    /// <summary>Formats name, key and state for people and debuggers, such as <c>auth: Closed</c>.</summary>
    public override string ToString() => Key is null ? $"{Name}: {State}" : FormattableString.Invariant($"{Name} for {Key}: {State}");

    internal CircuitEvents Events => _events;

    /// <summary>
    /// Whether the breaker can be dropped without a loss: the circuit is closed and has counted no failures.
    /// </summary>
    internal bool IsClean => _controller.IsClean;

    /// <summary>
    /// The limit for the duration of a call; zero if there is no limit, or the breaker is disabled.
    /// </summary>
    internal TimeSpan CallTimeout
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _controller.Rules is { Mode: not CircuitMode.Disabled } rules ? rules.Timeout : TimeSpan.Zero;
    }

    /// <summary>Whether result rules exist. A breaker with result rules marks the slow path.</summary>
    internal bool JudgesResults
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _controller.Rules.Outcomes.HasResultRules;
    }

    /// <summary>Settles a success of a healthy circuit.</summary>
    /// <returns>Whether the success is settled. If not, <see cref="SettleSuccess"/> settles it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TrySucceed(CircuitWord entry) => _controller.TrySucceed(entry);

    // Created with the first call that is no success of the closed circuit, because most breakers need no more.
    private CallStatistics Statistics => LazyInitializer.EnsureInitialized(ref _statistics, static () => new());

    internal TimeProvider TimeProvider => _clock.Provider;

    internal void ReportCallbackError(string source, Exception error) => _events.ReportCallbackError(source, error);

    /// <summary>Removes a probe from the present flow, so that later calls of the caller do not join it.</summary>
    internal void LeaveProbeFlow(CircuitWord entry)
    {
        if (entry.IsProbe) ProbeFlow.Leave(_controller, entry);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterOnSlowPath(CircuitWord word, ref CircuitPermit permit)
    {
        if (!word.IsClosed || !_controller.TryBeginCall(ref word, out var start)) return TryEnterWithRules(ref permit);
        permit.SetEntry(word.AsSlowPathPermit(), start);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterWithRules(ref CircuitPermit permit)
    {
        var rules = _controller.Rules;
        var now = _clock.Now;
        if (_controller.IsDisposed) _events.ReportUseAfterDisposal();
        var entry = rules.Mode == CircuitMode.Disabled ? _controller.ReadWord().AsPassThrough() : _controller.Admit(now);
        if (entry.IsRejected && rules.Mode == CircuitMode.Monitor)
        {
            Statistics.CountWouldHaveRejected();
            entry = entry.AsPassThrough();
        }

        if (entry.IsRejected)
        {
            Statistics.Count(CallKind.Rejected);
            if (_events.HasCallListeners)
            {
                _events.Post(new CircuitCall(Name, CircuitCallOutcome.Rejected, Duration: null, Error: null) { Key = Key });
            }
        }

        if (entry.IsProbe) ProbeFlow.Enter(_controller, entry);
        var start = entry.IsRejected ? default : _controller.Timing?.Begin(rules, ref entry) ?? default;
        permit.SetEntry(entry.AsSlowPathPermit(), start);
        return !entry.IsRejected;
    }
}
