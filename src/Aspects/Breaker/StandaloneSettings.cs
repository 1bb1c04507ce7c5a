namespace Aspects;

/// <summary>The settings of a breaker that is in no registry.</summary>
internal sealed class StandaloneSettings(CircuitBreakerOptions effective) : ISettingsOwner
{
    private readonly object _sync = new();
    private CircuitBreakerOptions _effective = effective;

    public void Configure(IReconfigurable breaker, object? key, CircuitBreakerOptions options, DeclarationSource source)
    {
        lock (_sync)
        {
            var effective = options.CloneWithOrigin(SettingLevel.Configured, source.ToString()).LayerOver(_effective);
            breaker.ReplaceSettings(effective);
            _effective = effective;
        }
    }
}
