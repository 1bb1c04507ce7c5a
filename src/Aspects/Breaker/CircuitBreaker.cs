using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// A circuit breaker: lets calls through while they work, turns them away at once when they keep failing,
/// and lets a few probe whether they work again.
/// </summary>
/// <remarks>
/// <para>Safe for use by any number of threads. While the circuit is closed a call takes no lock and allocates nothing.</para>
/// <para>One writer at a time changes state and epoch, under the gate. Without it only the count of a closed circuit
/// changes, by compare-and-swap on the whole word, so an outcome of an older epoch cannot touch a newer one. No code of a user
/// runs under the gate.</para>
/// </remarks>
public sealed partial class CircuitBreaker : IReconfigurable
{
    private readonly Lock _sync = new();
    private readonly MonotonicClock _clock;
    private readonly Listeners? _sharedListeners;
    private long _word;

    // While the circuit is not closed: the stamp before which every caller is rejected without asking at the gate.
    private long _rejectUntil = MonotonicClock.Never;
    private CircuitRules _rules;
    private CallWindow? _window;
    private CallCounters _calls;

    /// <summary>Creates a circuit breaker that is not in any registry.</summary>
    /// <param name="name">Its name, for people and telemetry: neither empty nor blank.</param>
    /// <param name="options">Its settings; the defaults where <see langword="null"/>.</param>
    /// <param name="timeProvider">Its clock; <see cref="TimeProvider.System"/> where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or settings contradict each other; the message says which.
    /// </exception>
    public CircuitBreaker(string name, CircuitBreakerOptions? options = null, TimeProvider? timeProvider = null)
        : this(name, key: null, options, timeProvider, sharedListeners: null)
    {
    }

    internal CircuitBreaker(
        string name, object? key, CircuitBreakerOptions? options, TimeProvider? timeProvider, Listeners? sharedListeners)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Key = key;
        _clock = MonotonicClock.Create(timeProvider ?? TimeProvider.System);
        _sharedListeners = sharedListeners;
        _rules = options is null ? CircuitRules.Default : CircuitRules.Create(name, options);
        Initialize();
    }

    /// <summary>The name it was created with.</summary>
    public string Name { get; }

    /// <summary>The key it is for, where it is one of those that share a name; see <see cref="CircuitBreakerPartition{TKey}"/>.</summary>
    public object? Key { get; }

    /// <summary>
    /// What the next caller will find: a circuit whose break has elapsed reads as half-open before anyone has called.
    /// Reading changes nothing.
    /// </summary>
    public CircuitState State
    {
        get
        {
            var word = ReadWord();
            if (word.State != CircuitState.Open || _clock.Now < Volatile.Read(ref _rejectUntil)) return word.State;

            // Read again: a caller who became the first probe meanwhile has moved the stamp.
            var again = ReadWord();
            return again == word ? CircuitState.HalfOpen : again.State;
        }
    }

    /// <summary>Asks for permission to call. Never throws, never waits for a call under way.</summary>
    /// <param name="permit">
    /// The permission, to be settled once with the outcome of the call; where the answer is <see langword="false"/>,
    /// the source of the rejection to hand to the caller.
    /// </param>
    /// <returns>Whether the call may go ahead.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(out CircuitPermit permit)
    {
        var word = ReadWord();
        permit = new CircuitPermit(this, word, start: default);
        return word.AdmitsOnFastPath || TryEnterSlowPath(out permit);
    }

    /// <summary>Asks for permission to call, and throws where it is refused.</summary>
    /// <param name="cancellationToken">The caller's token; see <see cref="CircuitPermit.Rejection"/>.</param>
    /// <returns>The permission, to be settled once with the outcome of the call.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is turned away.</exception>
    /// <exception cref="OperationCanceledException">
    /// The call is turned away, and <paramref name="cancellationToken"/> is cancelled already.
    /// </exception>
    public CircuitPermit Enter(CancellationToken cancellationToken = default) =>
        TryEnter(out var permit) ? permit : throw permit.Rejection(cancellationToken);

    /// <summary>Tells a listener from now on what this breaker does.</summary>
    /// <param name="listener">The listener.</param>
    /// <returns>Ends the subscription when it is disposed of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(ICircuitBreakerListener listener) =>
        LazyInitializer.EnsureInitialized(ref _ownListeners, static () => new()).Add(listener);

    /// <summary>Its name, its key where it has one, and its state, for people and debuggers: <c>auth: Closed</c>.</summary>
    public override string ToString() => Key is null ? $"{Name}: {State}" : FormattableString.Invariant($"{Name} for {Key}: {State}");

    /// <summary>Whether nothing would be forgotten with this breaker: it is closed and has counted no failures.</summary>
    internal bool IsClean
    {
        get
        {
            var word = ReadWord();
            return word is { IsClosed: true, Count: 0 } && (Volatile.Read(ref _window)?.GetTotals(_clock.Now).Failures ?? 0) == 0;
        }
    }

    /// <summary>How long a call may take; zero where there is no limit, or the breaker is off.</summary>
    internal TimeSpan CallTimeout => Volatile.Read(ref _rules) is { Mode: not CircuitMode.Disabled } rules ? rules.Timeout : TimeSpan.Zero;

    internal TimeProvider TimeProvider => _clock.Provider;

    private CircuitWord ReadWord() => new(Volatile.Read(ref _word));

    private bool TryReplace(CircuitWord word, CircuitWord by) =>
        word == by || Interlocked.CompareExchange(ref _word, by.Bits, word.Bits) == word.Bits;
}
