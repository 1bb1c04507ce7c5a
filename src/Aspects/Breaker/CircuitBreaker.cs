using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>Admits calls while they succeed, rejects calls when they keep failing, and probes for recovery.</summary>
/// <remarks>
/// <para>Thread-safe. While the circuit is closed, a call takes no lock and allocates nothing.</para>
/// <para>State and epoch change only under a lock, by one thread at a time. Without the lock only the count of a closed
/// circuit changes, by a compare-and-swap of the whole state word. So a stale outcome cannot change a newer epoch. No
/// user code runs under the lock.</para>
/// </remarks>
public sealed partial class CircuitBreaker : IReconfigurable
{
    private readonly Lock _sync = new();
    private readonly MonotonicClock _clock;
    private readonly Listeners? _sharedListeners;
    private long _word;

    // While the circuit is not closed: the stamp before which every caller is rejected without the lock.
    private long _rejectUntil = MonotonicClock.Never;
    private CircuitRules _rules;
    private CallWindow? _window;
    private CallCounters _calls;

    /// <summary>Creates a circuit breaker outside of any registry.</summary>
    /// <param name="name">The name for people and telemetry; neither empty nor blank.</param>
    /// <param name="options">The settings; <see langword="null"/> means the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> means <see cref="TimeProvider.System"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or blank, or two settings contradict each other. The message names the
    /// settings.
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

    /// <summary>The name of the breaker.</summary>
    public string Name { get; }

    /// <summary>The key of the breaker in its <see cref="CircuitBreakerPartition{TKey}"/>.</summary>
    /// <value><see langword="null"/> if the breaker belongs to no partition.</value>
    public object? Key { get; }

    /// <summary>The state in which the next call finds the circuit. Reading the state changes nothing.</summary>
    /// <remarks>
    /// An open circuit whose break has elapsed reads as <see cref="CircuitState.HalfOpen"/>, even before the next call.
    /// </remarks>
    public CircuitState State
    {
        get
        {
            var word = ReadWord();
            if (word.State != CircuitState.Open || _clock.Now < Volatile.Read(ref _rejectUntil)) return word.State;

            // Reads the word again, because a first probe may have changed _rejectUntil between the two reads.
            var again = ReadWord();
            return again == word ? CircuitState.HalfOpen : again.State;
        }
    }

    /// <summary>Requests a permit for one call. Never throws, and never waits for another call.</summary>
    /// <param name="permit">
    /// The permit. Settle an admitted permit once, with the outcome of the call. A rejected permit creates the
    /// exception or the task for the caller; see <see cref="CircuitPermit.Rejection"/>.
    /// </param>
    /// <returns><see langword="true"/> if the call is admitted; <see langword="false"/> if it is rejected.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(out CircuitPermit permit)
    {
        var word = ReadWord();
        permit = new CircuitPermit(this, word, start: default);
        return word.AdmitsOnFastPath || TryEnterSlowPath(out permit);
    }

    /// <summary>Requests a permit for one call, and throws if the call is rejected.</summary>
    /// <param name="cancellationToken">The caller's token; see <see cref="CircuitPermit.Rejection"/>.</param>
    /// <returns>The permit. Settle the permit once, with the outcome of the call.</returns>
    /// <exception cref="CircuitBreakerOpenException">The call is rejected.</exception>
    /// <exception cref="OperationCanceledException">
    /// The call is rejected, and <paramref name="cancellationToken"/> is cancelled already.
    /// </exception>
    public CircuitPermit Enter(CancellationToken cancellationToken = default) =>
        TryEnter(out var permit) ? permit : throw permit.Rejection(cancellationToken);

    /// <summary>Subscribes a listener to the transitions and callback errors of this breaker.</summary>
    /// <param name="listener">The listener.</param>
    /// <returns>The subscription; disposing of it ends the notifications.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is <see langword="null"/>.</exception>
    public IDisposable Subscribe(ICircuitBreakerListener listener) =>
        LazyInitializer.EnsureInitialized(ref _ownListeners, static () => new()).Add(listener);

    /// <summary>Returns the name, the key if there is one, and the state; for example <c>auth: Closed</c>.</summary>
    public override string ToString() => Key is null ? $"{Name}: {State}" : FormattableString.Invariant($"{Name} for {Key}: {State}");

    /// <summary>
    /// Whether the circuit is closed without failures, so that the breaker can be removed without loss.
    /// </summary>
    internal bool IsClean
    {
        get
        {
            var word = ReadWord();
            return word is { IsClosed: true, Count: 0 } && (Volatile.Read(ref _window)?.GetTotals(_clock.Now).Failures ?? 0) == 0;
        }
    }

    /// <summary>The timeout of a call; zero if there is none, or if the breaker is disabled.</summary>
    internal TimeSpan CallTimeout => Volatile.Read(ref _rules) is { Mode: not CircuitMode.Disabled } rules ? rules.Timeout : TimeSpan.Zero;

    internal TimeProvider TimeProvider => _clock.Provider;

    private CircuitWord ReadWord() => new(Volatile.Read(ref _word));

    private bool TryReplace(CircuitWord word, CircuitWord by) =>
        word == by || Interlocked.CompareExchange(ref _word, by.Bits, word.Bits) == word.Bits;
}
