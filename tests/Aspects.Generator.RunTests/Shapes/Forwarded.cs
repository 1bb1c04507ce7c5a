using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

/// <summary>An awaitable type that is no task, so that a breaker cannot observe its end.</summary>
public sealed class Promise
{
    public TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
}

// For these return types only the call is guarded, or nothing.
[CircuitBreaker("forwarded")]
public interface IForwarded
{
    Stream Open(string path);

    Action? Later(Func<string> factory);

    IEnumerable<int> Numbers();

    [NoCircuitBreaker]
    Promise PromiseAsync();

    [NoCircuitBreaker]
    Task UnguardedAsync(int number);

    bool IsOpen { get; set; }
}
