using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The timeouts that breakers have raised, each with its breaker.</summary>
internal static class CallTimeouts
{
    private static readonly ConditionalWeakTable<Exception, object> Owners = [];

    public static void Add(TimeoutException timeout, object breaker) => Owners.Add(timeout, breaker);

    /// <summary>Whether any breaker has raised an exception as a timeout.</summary>
    public static bool Contains(Exception error) => Owners.TryGetValue(error, out _);

    public static bool IsOwnedBy(Exception error, object breaker) => Owners.TryGetValue(error, out var owner) && owner == breaker;
}
