using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>A proxy passes references on as references, in both directions.</summary>
public sealed class ByReferenceTests
{
    private readonly AspectRegistry _aspects = new();
    private readonly Inner _inner = new();
    private readonly IByReference _proxy;

    public ByReferenceTests() => _proxy = _inner.WithAspects(_aspects);

    private CircuitSnapshot Snapshot => _aspects.CircuitBreakers.GetOrAdd("by reference").GetSnapshot();

    [Fact]
    public void Parameters_reach_the_inner_instance_by_reference()
    {
        var counter = 41;
        var limit = 7L;
        var id = Guid.NewGuid();

        _proxy.Modifiers(ref counter, out var text, in limit, in id);

        Assert.Equal(42, counter);
        Assert.Equal($"7 {id}", text);
        Assert.True(_inner.ReceivedSameVariables(ref counter, in limit, in id));
        Assert.Equal(1, Snapshot.Succeeded);
    }

    [Fact]
    public void A_reference_return_can_be_written()
    {
        _proxy.Slot(1) = 10;
        _proxy.Current = 20;
        _proxy.Guarded += 5;
        _proxy[2] = 30;

        Assert.Equal([25, 10, 30], _inner.Slots);
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in _inner.Slots[1], in _proxy.Peek(1)));
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in _inner.Slots[0], in _proxy.CurrentReadOnly));
        Assert.Equal(3, Snapshot.Succeeded);
    }

    [Fact]
    public void Spans_are_passed_in_and_returned()
    {
        Span<char> text = ['a', 'b', 'c'];

        _proxy.Slice(text, 1)[0] = 'x';
        _proxy.Head("head tail", out var head);
        var total = 1;
        var sum = _proxy.Sum([1, 2, 3], ref total);

        Assert.Equal("axc", text.ToString());
        Assert.Equal("text", _proxy.Trim(" text ").ToString());
        Assert.Equal("head", head.ToString());
        Assert.Equal((6, 7), (sum, total));
        Assert.Equal(4, Snapshot.Succeeded);
    }

    [Fact]
    public async Task A_task_method_can_have_an_out_parameter()
    {
        var task = _proxy.MeasureAsync("four", out var length);

        Assert.Equal(4, length);
        Assert.Equal(4, await task);
        Assert.Equal(1, Snapshot.Succeeded);
    }

    [Fact]
    public async Task An_out_parameter_of_a_rejected_call_has_its_default()
    {
        var breaker = Circuits.Open(_aspects, "by reference");

        var task = _proxy.MeasureAsync("four", out var length);

        Assert.Equal(0, length);
        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => task);
        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _proxy.TokenComesOutAsync(out var token));
        Assert.Equal(2, breaker.GetSnapshot().Rejected);
    }

    [Fact]
    public void A_rejected_call_writes_no_reference()
    {
        Circuits.Open(_aspects, "by reference");
        var counter = 41;
        var id = Guid.Empty;

        Assert.Throws<CircuitBreakerOpenException>(() => _proxy.Modifiers(ref counter, out _, 1, in id));
        Assert.Throws<CircuitBreakerOpenException>(() => { _proxy.Slot(1) = 10; });
        Assert.Throws<CircuitBreakerOpenException>(() => { _proxy.Guarded = 10; });

        Assert.Equal(41, counter);
        Assert.Equal([0, 0, 0], _inner.Slots);
    }

    [Fact]
    public async Task An_exception_after_the_timeout_reaches_the_caller_inside_a_timeout()
    {
        var aspects = Circuits.CreateTooSlow();
        var inner = new Inner { Failure = new InvalidOperationException() };
        var proxy = inner.WithAspects(aspects);
        Circuits.SetTimeouts(aspects);
        aspects.CircuitBreakers.Configure("by reference", static options => options.ConsecutiveFailures = 0);
        var number = 0;
        var id = Guid.Empty;

        AssertTimedOut(Assert.Throws<TimeoutException>(() => { proxy.Slot(1) = 10; }));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => proxy.Peek(1)));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => { proxy.Guarded = 10; }));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => proxy.Modifiers(ref number, out _, 1, in id)));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => proxy.Slice(default, 0).Clear()));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => proxy.Trim("").ToString()));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => proxy.Sum([1], ref number)));
        AssertTimedOut(Assert.Throws<TimeoutException>(() => proxy.Head("", out _)));
        AssertTimedOut(await Assert.ThrowsAsync<TimeoutException>(() => proxy.MeasureAsync("", out _)));

        Assert.Equal([0, 0, 0], inner.Slots);
        var snapshot = aspects.CircuitBreakers.GetOrAdd("by reference").GetSnapshot();
        Assert.Equal((9, 9), (snapshot.Failed, snapshot.TimedOut));

        void AssertTimedOut(TimeoutException timeout) => Assert.Same(inner.Failure, timeout.InnerException);
    }

    [Fact]
    public async Task A_token_by_reference_is_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _proxy.CancelAsync(source.Token).AsTask());
        Assert.Equal((1, 0), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Fact]
    public async Task An_out_token_is_not_the_callers_token()
    {
        await _proxy.TokenComesOutAsync(out var token);

        Assert.True(token.IsCancellationRequested);
        Assert.Equal(1, Snapshot.Succeeded);
    }

    private sealed unsafe class Inner : IByReference
    {
        private nint _counter;
        private nint _limit;
        private nint _id;

        public Exception? Failure { get; init; }

        public int[] Slots { get; } = new int[3];

        public ref int Current => ref Slots[0];

        public ref readonly int CurrentReadOnly => ref Slots[0];

        public ref int Guarded => ref Slot(0);

        public ref int this[int index] => ref Slots[index];

        // The caller's variables are on its stack, so that their addresses do not change.
        public bool ReceivedSameVariables(ref int counter, in long limit, in Guid id) =>
            (_counter, _limit, _id) == (Address(in counter), Address(in limit), Address(in id));

        public void Modifiers(ref int counter, out string text, in long limit, ref readonly Guid id)
        {
            ThrowFailure();
            (_counter, _limit, _id) = (Address(in counter), Address(in limit), Address(in id));
            counter++;
            text = $"{limit} {id}";
        }

        public ref int Slot(int index)
        {
            ThrowFailure();
            return ref Slots[index];
        }

        public ref readonly int Peek(int index) => ref Slot(index);

        public Span<char> Slice(Span<char> text, int start)
        {
            ThrowFailure();
            return text[start..];
        }

        public ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
        {
            ThrowFailure();
            return text.Trim();
        }

        public int Sum(scoped ReadOnlySpan<int> numbers, scoped ref int total)
        {
            ThrowFailure();
            var sum = 0;
            foreach (var number in numbers) sum += number;
            total += sum;
            return sum;
        }

        public void Head(ReadOnlySpan<char> text, out ReadOnlySpan<char> head)
        {
            ThrowFailure();
            head = text[..text.IndexOf(' ')];
        }

        public Task<int> MeasureAsync(string text, out int length)
        {
            ThrowFailure();
            return Task.FromResult(length = text.Length);
        }

        public ValueTask CancelAsync(in CancellationToken cancellationToken) => ValueTask.FromCanceled(cancellationToken);

        public Task TokenComesOutAsync(out CancellationToken cancellationToken)
        {
            cancellationToken = new CancellationToken(canceled: true);
            return Task.CompletedTask;
        }

        private void ThrowFailure()
        {
            if (Failure is not null) throw Failure;
        }

        private static nint Address<T>(ref readonly T variable) =>
            (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.CompilerServices.Unsafe.AsRef(in variable));
    }
}
