using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspects;

/// <summary>The breakers of a partition, in the order in which a full partition evicts them.</summary>
/// <remarks>
/// <para>
/// Each group has a queue. A breaker is in the queue of the group that the breaker had at its last visit. An eviction
/// visits the first breakers of the lowest queue, and moves those whose group has changed. A call caused each change to
/// a higher group, so an eviction costs a constant time, amortized over the calls.
/// </para>
/// <para>
/// A circuit that closes reports its closing, because its group becomes lower. Failures that leave the window are not
/// reported. So an eviction visits a few of the oldest breakers with failures.
/// </para>
/// <para>The owner synchronizes all members except <see cref="Entry.ReportClosed"/>.</para>
/// </remarks>
internal sealed class EvictionQueues<TKey>
    where TKey : notnull
{
    // The breakers with failures that an eviction visits to find one whose failures have expired.
    private const int VisitedWithFailures = 8;

    private readonly LinkedList<Entry>[] _queues = [[], [], [], []];
    private readonly ConcurrentQueue<Entry> _closed = new();

    private enum Group
    {
        Clean,
        WithFailures,
        NotClosed,
        Isolated,
    }

    public Entry Add(TKey key, CircuitBreaker breaker)
    {
        var entry = new Entry(key, breaker, _closed);
        _queues[(int)Group.Clean].AddLast(entry.Node);
        breaker.Events.CircuitClosed = entry.ReportClosed;
        return entry;
    }

    public static void Remove(Entry entry)
    {
        entry.Breaker.Events.CircuitClosed = null;
        entry.Node.List!.Remove(entry.Node);
    }

    /// <summary>
    /// Finds the breaker to evict. A breaker that was used since its last visit gets a second chance.
    /// </summary>
    /// <param name="count">The number of breakers.</param>
    public Entry FindVictim(int count)
    {
        while (_closed.TryDequeue(out var entry))
        {
            entry.AcknowledgeReport();
            if (entry.Node.List is not null) Move(entry, Classify(entry.Breaker));
        }

        var hasVisitedFailures = false;

        // Other threads can use breakers as fast as this loop visits them, so the number of visits has a limit.
        for (var visits = 4 * count; ; visits--)
        {
            var group = FindLowest();
            if (group == Group.WithFailures && !hasVisitedFailures)
            {
                hasVisitedFailures = true;
                MoveExpired();
                continue;
            }

            var entry = _queues[(int)group].First!.Value;
            var actual = Classify(entry.Breaker);
            var isVictim = actual == group && (!entry.WasUsed || group == Group.Isolated);
            if (isVictim || visits <= 0) return entry;
            if (actual == group) entry.WasUsed = false;
            Move(entry, actual);
        }
    }

    private static Group Classify(CircuitBreaker breaker) => breaker.State switch
    {
        CircuitState.Closed => breaker.IsClean ? Group.Clean : Group.WithFailures,
        CircuitState.Isolated => Group.Isolated,
        _ => Group.NotClosed,
    };

    private Group FindLowest()
    {
        var group = Group.Clean;
        while (_queues[(int)group].Count == 0) group++;
        return group;
    }

    private void MoveExpired()
    {
        var node = _queues[(int)Group.WithFailures].First;
        for (var visits = 0; visits < VisitedWithFailures && node is not null; visits++)
        {
            var entry = node.Value;
            node = node.Next;
            if (Classify(entry.Breaker) == Group.Clean) Move(entry, Group.Clean);
        }
    }

    private void Move(Entry entry, Group group)
    {
        Debug.Assert(entry.Node.List is not null, "A removed entry is in no queue.");
        entry.Node.List.Remove(entry.Node);
        _queues[(int)group].AddLast(entry.Node);
    }

    internal sealed class Entry
    {
        private readonly ConcurrentQueue<Entry> _closed;
        private bool _hasReported;

        public Entry(TKey key, CircuitBreaker breaker, ConcurrentQueue<Entry> closed)
        {
            (Key, Breaker, _closed) = (key, breaker, closed);
            Node = new LinkedListNode<Entry>(this);
        }

        public TKey Key { get; }

        public CircuitBreaker Breaker { get; }

        public LinkedListNode<Entry> Node { get; }

        // Initially false, so that keys that are used once do not evict a key that is used often.
        public bool WasUsed { get; set; }

        /// <summary>Reports that the circuit has closed. Takes no lock, because the breaker holds its own.</summary>
        public void ReportClosed()
        {
            if (!Interlocked.Exchange(ref _hasReported, true)) _closed.Enqueue(this);
        }

        /// <summary>Enables the next report. Order: call before the read of the state.</summary>
        public void AcknowledgeReport() => Interlocked.Exchange(ref _hasReported, false);
    }
}
