using CsCheck;

namespace Aspects.Tests;

/// <summary>State, epoch and count share 64 bits and do not change each other.</summary>
public sealed class CircuitWordTests
{
    private const long MaxEpoch = (1L << 35) - 1;

    private static readonly Gen<CircuitState> States = Gen.Enum<CircuitState>();
    private static readonly Gen<long> Epochs = Gen.Frequency(
        (1, Gen.OneOf(0L, 1L, MaxEpoch - 1, MaxEpoch)), (3, Gen.Long[0, MaxEpoch]));

    private static readonly Gen<int> Counts = Gen.Frequency(
        (1, Gen.OneOf(0, 1, CircuitWord.MaxCount - 1, CircuitWord.MaxCount)), (3, Gen.Int[0, CircuitWord.MaxCount]));

    [Fact]
    public void Each_field_keeps_its_value_up_to_its_limits() =>
        Samples.Check(Gen.Select(States, Epochs, Counts), static fields =>
        {
            var (state, epoch, count) = fields;

            var word = new CircuitWord(state, epoch, count);

            Assert.Equal((state, epoch, count), (word.State, word.Epoch, word.Count));
            Assert.Equal(state == CircuitState.Closed, word.IsClosed);
        });

    [Fact]
    public void A_new_count_keeps_the_state_and_the_epoch() =>
        Samples.Check(Gen.Select(States, Epochs, Counts, Counts), static fields =>
        {
            var (state, epoch, count, other) = fields;

            Assert.Equal(new CircuitWord(state, epoch, other), new CircuitWord(state, epoch, count).WithCount(other));
        });

    [Fact]
    public void Entering_a_state_starts_the_next_epoch_with_the_count_zero() =>
        Samples.Check(Gen.Select(States, Gen.Long[0, MaxEpoch - 1], Counts, States), static fields =>
        {
            var (state, epoch, count, next) = fields;

            Assert.Equal(new CircuitWord(next, epoch + 1, 0), new CircuitWord(state, epoch, count).BeginEpoch(next));
        });

    [Fact]
    public void The_epoch_is_compared_without_the_state_and_the_count() =>
        Samples.Check(Gen.Select(States, Counts, States, Counts, Epochs), static fields =>
        {
            var (state, count, otherState, otherCount, epoch) = fields;
            var word = new CircuitWord(state, epoch, count);

            Assert.True(word.IsSameEpoch(new CircuitWord(otherState, epoch, otherCount)));
            Assert.False(word.IsSameEpoch(new CircuitWord(otherState, epoch ^ 1, otherCount)));
        });

    [Fact]
    public void The_largest_setting_fits_into_the_count() =>
        Assert.InRange(CircuitBreakerOptions.MaxCount, 1, CircuitWord.MaxCount);

    [Fact]
    public void A_closed_circuit_admits_on_the_fast_path_unless_the_slow_path_is_marked()
    {
        var closed = new CircuitWord(CircuitState.Closed, epoch: 3, count: 2);

        Assert.True(closed.AdmitsOnFastPath);
        Assert.False(closed.HasSlowPath);
        Assert.False(closed.WithSlowPath(true).AdmitsOnFastPath);
        Assert.True(closed.WithSlowPath(true).HasSlowPath);
        Assert.Equal(closed, closed.WithSlowPath(true).WithSlowPath(false));
        Assert.All([CircuitState.Open, CircuitState.HalfOpen, CircuitState.Isolated], static state =>
            Assert.False(new CircuitWord(state, epoch: 3, count: 0).AdmitsOnFastPath));
    }

    [Fact]
    public void A_permit_without_marks_keeps_epoch_and_count()
    {
        var closed = new CircuitWord(CircuitState.Closed, epoch: 3, count: 2);

        Assert.Equal(closed, closed.WithSlowPath(true).AsSlowPathPermit().WithoutMarks());
    }

    [Fact]
    public void A_permit_is_of_a_probe_or_of_a_closed_circuit_unless_it_was_rejected_or_passes_through() =>
        Samples.Check(Gen.Select(States, Epochs, Counts, Gen.Bool.Array[2], Gen.Int[0, 2]), static fields =>
        {
            var (state, epoch, count, slow, end) = fields;
            var permit = new CircuitWord(state, epoch, count).WithSlowPath(slow[0]);
            if (slow[1]) permit = permit.AsSlowPathPermit();
            if (end == 1) permit = permit.AsRejected();
            if (end == 2) permit = permit.AsRejected().AsPassThrough();

            Assert.Equal((end == 1, end == 2), (permit.IsRejected, permit.IsPassThrough));
            Assert.Equal(state == CircuitState.HalfOpen && count > 0 && end == 0, permit.IsProbe);
            Assert.Equal(state == CircuitState.Closed && end == 0, permit.IsOfClosedCircuit);
            Assert.Equal((state, epoch, count), (permit.State, permit.Epoch, permit.Count));
        });
}
