using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

[assembly: InternalsVisibleTo("Aspects.Generator.RunTests")]
[assembly: InternalsVisibleTo("Aspects consumer-strict")]

namespace Consumers.Old;

[CircuitBreaker("ledger", ConsecutiveFailures = 2)]
public interface ILedgerDictionary<TKey, TEntry> : IReadOnlyDictionary<TKey, TEntry>
    where TEntry : class
{
    Task<TEntry> FindAsync(TKey key, string[] columns, CancellationToken cancellationToken = default);

    TOther Convert<TOther>(TEntry entry)
        where TOther : class;
}

[CircuitBreaker("clock")]
public interface IClock
{
    DateTime Now(string zone);

    ValueTask<int> OffsetAsync(string zone);
}

[CircuitBreaker("hidden")]
internal interface IHidden
{
    int Number(int number);
}
