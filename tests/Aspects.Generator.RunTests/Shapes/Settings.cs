using System.Threading.Tasks;
using Aspects;

namespace Shop;

[CircuitBreaker("settings", ConsecutiveFailures = 3)]
public interface ISettings
{
    Task FromTheInterfaceAsync();

    [CircuitBreaker("settings", BreakSeconds = 0.25)]
    Task AddedByTheMethodAsync();

    [CircuitBreaker(
        "every one", ConsecutiveFailures = 0, BreakSeconds = 1.5, MaxConcurrentProbes = 2, SuccessThreshold = 4, ProbeTimeoutSeconds = 60)]
    Task EveryOneAsync();

    [CircuitBreaker("extremes", ConsecutiveFailures = 1_000_000, BreakSeconds = 922_337_203_685, ProbeTimeoutSeconds = 1e-3)]
    Task ExtremesAsync();

    [CircuitBreaker("none")]
    Task NoneAsync();
}
