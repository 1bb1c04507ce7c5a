namespace Aspects;

/// <summary>The last calls, up to a given number.</summary>
/// <remarks>
/// Calls are numbered in the order of their outcomes. The window holds the numbers of its bad calls alone.
/// </remarks>
/// <param name="size">The number of calls that the window holds.</param>
/// <param name="successes">The number of successes before the window begins.</param>
internal sealed class CountWindow(int size, long successes) : CallWindow
{
    private const int FirstCapacity = 8;

    // The number of successes before the window began. These calls are not in the window.
    private long _successesBefore = successes;
    private long _failed;
    private BadCall[] _bad = [];
    private int _oldest;
    private int _count;
    private long _failures;
    private long _slowCalls;

    public override long BucketEnd => 0;

    public override WindowTotals RecordBad(long successes, long now, bool failed, bool slow)
    {
        if (failed) _failed++;
        var number = successes - _successesBefore + _failed;
        DropBefore(number - size);
        Append(new BadCall(number, failed, slow));
        IsJudged = false;
        return CreateTotals(number);
    }

    public override WindowTotals? GetTotalsToJudge(long successes, long now)
    {
        if (IsJudged) return null;
        var totals = GetTotals(successes, now);
        if (_count > 0) return totals;
        IsJudged = true;
        return null;
    }

    public override WindowTotals GetTotals(long successes, long now)
    {
        var number = successes - _successesBefore + _failed;
        DropBefore(number - size);
        return CreateTotals(number);
    }

    public override void Clear(long now)
    {
        (_successesBefore, _failed, _failures, _slowCalls) = (0, 0, 0, 0);
        (_bad, _oldest, _count) = ([], 0, 0);
        IsJudged = true;
    }

    private WindowTotals CreateTotals(long number) => new(Math.Min(number, size), _failures, _slowCalls);

    private void DropBefore(long number)
    {
        while (_count > 0 && _bad[_oldest].Number <= number)
        {
            Add(_bad[_oldest], -1);
            _oldest = (_oldest + 1) % _bad.Length;
            _count--;
        }
    }

    private void Append(BadCall call)
    {
        if (_count == _bad.Length) Grow();
        _bad[(_oldest + _count) % _bad.Length] = call;
        _count++;
        Add(call, 1);
    }

    private void Add(BadCall call, int sign)
    {
        if (call.Failed) _failures += sign;
        if (call.Slow) _slowCalls += sign;
    }

    // The capacity never exceeds the size, because each call in the window has a different number.
    private void Grow()
    {
        var larger = new BadCall[Math.Min(Math.Max(_bad.Length * 2, FirstCapacity), size)];
        for (var i = 0; i < _count; i++) larger[i] = _bad[(_oldest + i) % _bad.Length];
        (_bad, _oldest) = (larger, 0);
    }

    private readonly record struct BadCall(long Number, bool Failed, bool Slow);
}
