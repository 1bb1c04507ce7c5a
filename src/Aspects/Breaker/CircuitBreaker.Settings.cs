using System.Runtime.CompilerServices;

namespace Aspects;

// The settings in force, and their change.
public sealed partial class CircuitBreaker
{
    // A breaker outside a registry gets its owner with the first change.
    private ISettingsOwner? _settingsOwner;

    /// <summary>The settings in force, each with its source. Each read returns the present settings.</summary>
    public CircuitSettings Settings => new(_controller.Rules.Options);

    /// <summary>Overrides settings of this breaker. Settings that the delegate does not set stay as they are.</summary>
    /// <remarks>
    /// <para>
    /// State, epoch and permits stay. A running break can become shorter, but not longer. A window of another kind or
    /// length begins empty.
    /// </para>
    /// <para>
    /// For a breaker of a registry this method does what <see cref="CircuitBreakerRegistry.Configure"/> does. For a
    /// breaker with a key it overrides the settings of that key alone. After <see cref="Dispose"/> it has no effect.
    /// </para>
    /// </remarks>
    /// <param name="configure">Sets the settings. Later changes to the options have no effect.</param>
    /// <param name="member">The calling member. The compiler supplies it.</param>
    /// <param name="file">The file of the call. The compiler supplies it.</param>
    /// <param name="line">The line of the call. The compiler supplies it.</param>
    /// <exception cref="ArgumentException">Settings contradict each other. Nothing has changed then.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public void Configure(
        Action<CircuitBreakerOptions> configure,
        [CallerMemberName] string member = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CircuitBreakerOptions();
        configure(options);
        var owner = LazyInitializer.EnsureInitialized(ref _settingsOwner, () => new StandaloneSettings(_controller.Rules.Options));
        owner.Configure(this, Key, options, new DeclarationSource(name: null, member, file, line));
    }

    void IReconfigurable.UpdateCallListeners() => _controller.UpdateCallListeners();

    /// <summary>
    /// Puts new settings in force. State, epoch and permits stay. A running break may become shorter but not longer. A
    /// window of another kind or length begins empty.
    /// </summary>
    /// <exception cref="ArgumentException">Settings contradict each other. Nothing has changed.</exception>
    void IReconfigurable.ReplaceSettings(CircuitBreakerOptions options) => _controller.ReplaceRules(CircuitRules.Create(Name, options, Key));
}
