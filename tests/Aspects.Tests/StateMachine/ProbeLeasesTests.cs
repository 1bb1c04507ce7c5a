namespace Aspects.Tests;

/// <summary>
/// The probe slots: each is leased until a deadline, and free again after its return or its deadline.
/// </summary>
public sealed class ProbeLeasesTests
{
    private readonly ProbeLeases _leases = new();

    [Fact]
    public void As_many_leases_as_slots_can_be_taken()
    {
        var taken = new[] { Take(slots: 3), Take(slots: 3), Take(slots: 3) };

        Assert.DoesNotContain(ProbeLeases.None, taken);
        Assert.Equal(3, taken.Distinct().Count());
        Assert.Equal(ProbeLeases.None, Take(slots: 3));
    }

    [Fact]
    public void A_returned_lease_frees_its_slot_for_a_lease_with_another_number()
    {
        var first = Take();

        Assert.True(_leases.ReturnLease(first));

        var second = Take();
        Assert.NotEqual(ProbeLeases.None, second);
        Assert.NotEqual(first, second);
        Assert.Equal(ProbeLeases.None, Take());
    }

    [Fact]
    public void A_lease_can_be_returned_once()
    {
        var lease = Take();

        Assert.True(_leases.ReturnLease(lease));
        Assert.False(_leases.ReturnLease(lease));
    }

    [Fact]
    public void A_slot_that_was_never_leased_cannot_be_returned()
    {
        Assert.False(_leases.ReturnLease(ProbeLeases.None));
        Assert.False(_leases.ReturnLease(1));
        Take(slots: 2);
        Assert.False(_leases.ReturnLease(ProbeLeases.None));
        Assert.False(_leases.ReturnLease(2));
    }

    [Fact]
    public void A_slot_is_taken_until_one_tick_before_its_deadline_and_free_at_the_deadline()
    {
        Take(now: 0, deadline: 100);

        Assert.Equal(ProbeLeases.None, Take(now: 99, deadline: 200));
        Assert.NotEqual(ProbeLeases.None, Take(now: 100, deadline: 200));
    }

    [Fact]
    public void A_lease_whose_slot_was_taken_after_its_deadline_cannot_be_returned()
    {
        var lost = Take(now: 0, deadline: 100);
        var next = Take(now: 100, deadline: 200);

        Assert.False(_leases.ReturnLease(lost));
        Assert.True(_leases.ReturnLease(next));
    }

    [Fact]
    public void A_lease_without_a_deadline_is_held_for_ever()
    {
        Take(now: 0, deadline: MonotonicClock.Never);

        Assert.Equal(ProbeLeases.None, Take(now: MonotonicClock.Never - 1, deadline: MonotonicClock.Never));
    }

    [Fact]
    public void A_new_epoch_frees_all_slots_and_invalidates_older_leases()
    {
        var old = Take(slots: 2);
        Take(slots: 2);

        _leases.Renew();

        Assert.False(_leases.ReturnLease(old));
        Assert.NotEqual(old, Take(slots: 2));
        Assert.NotEqual(ProbeLeases.None, Take(slots: 2));
        Assert.Equal(ProbeLeases.None, Take(slots: 2));
        Assert.False(_leases.ReturnLease(old));
    }

    [Fact]
    public void Numbers_restart_before_they_overflow_and_are_never_None()
    {
        var (lowest, highest) = (int.MaxValue, 0);
        for (var i = 0; i <= CircuitWord.MaxCount; i++)
        {
            var lease = Take();
            lowest = Math.Min(lowest, lease);
            highest = Math.Max(highest, lease);
            _leases.ReturnLease(lease);
        }

        Assert.Equal(ProbeLeases.None + 1, lowest);
        Assert.Equal(CircuitWord.MaxCount, highest);
        Assert.Equal(2, Take());
    }

    [Fact]
    public void A_higher_number_of_slots_applies_at_once()
    {
        Take(slots: 1);

        Assert.NotEqual(ProbeLeases.None, Take(slots: 2));
        Assert.Equal(ProbeLeases.None, Take(slots: 2));
    }

    [Fact]
    public void The_next_slot_is_free_at_once_or_at_the_earliest_deadline()
    {
        Assert.Equal(long.MinValue, _leases.GetFreeStamp(2));
        Take(slots: 2, deadline: 300);
        Assert.Equal(long.MinValue, _leases.GetFreeStamp(2));
        var second = Take(slots: 2, deadline: 200);
        Assert.Equal(200, _leases.GetFreeStamp(2));

        Assert.True(_leases.ReturnLease(second));
        Assert.Equal(long.MinValue, _leases.GetFreeStamp(2));
        Take(slots: 2, deadline: MonotonicClock.Never);
        Assert.Equal(300, _leases.GetFreeStamp(2));
    }

    [Fact]
    public void No_slot_becomes_free_without_a_deadline()
    {
        Take(deadline: MonotonicClock.Never);

        Assert.Equal(MonotonicClock.Never, _leases.GetFreeStamp(1));
    }

    private int Take(int slots = 1, long now = 0, long deadline = 1_000) => _leases.AcquireLease(slots, now, deadline);
}
