using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

/// <summary>Is awaited, and is no task: a breaker could not see how it ends.</summary>
public sealed class Promise
{
    public TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
}

// Of what these return only the call is guarded, or nothing at all.
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
