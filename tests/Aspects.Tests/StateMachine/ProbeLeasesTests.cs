namespace Aspects.Tests;

/// <summary>
/// The probe slots: each is leased for a time, and free again after the return or the expiry of its lease.
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
    public void A_lease_is_held_until_its_return_or_its_expiry()
    {
        var returned = Take(slots: 2, now: 0, duration: 100);
        var expired = Take(slots: 2, now: 0, duration: 100);

        Assert.True(_leases.IsHeld(returned, now: 99));
        _leases.ReturnLease(returned);

        Assert.False(_leases.IsHeld(returned, now: 99));
        Assert.True(_leases.IsHeld(expired, now: 99));
        Assert.False(_leases.IsHeld(expired, now: 100));
        Assert.False(_leases.IsHeld(ProbeLeases.None, now: 0));
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
    public void A_slot_is_taken_until_one_tick_before_its_lease_expires()
    {
        Take(now: 0, duration: 100);

        Assert.Equal(ProbeLeases.None, Take(now: 99, duration: 100));
        Assert.NotEqual(ProbeLeases.None, Take(now: 100, duration: 100));
    }

    [Fact]
    public void A_shorter_duration_applies_to_slots_that_are_already_taken()
    {
        Take(now: 0, duration: 1_000);

        _leases.Shorten(TimeSpan.FromTicks(100));
        _leases.Shorten(TimeSpan.FromTicks(500));

        Assert.Equal(100, _leases.GetFreeStamp(1));
        Assert.Equal(ProbeLeases.None, Take(now: 99));
        Assert.NotEqual(ProbeLeases.None, Take(now: 100));
    }

    [Fact]
    public void A_lease_whose_slot_was_leased_again_can_be_returned_once_and_frees_no_slot()
    {
        var lost = Take(now: 0, duration: 100);
        var next = Take(now: 100, duration: 100);

        Assert.True(_leases.ReturnLease(lost));
        Assert.False(_leases.ReturnLease(lost));
        Assert.Equal(ProbeLeases.None, Take(now: 150, duration: 100));
        Assert.True(_leases.ReturnLease(next));
    }

    [Fact]
    public void Only_the_latest_of_many_lost_leases_are_known()
    {
        var lost = Enumerable.Range(0, 1_002).Select(i => Take(now: i, duration: 1)).ToList();

        Assert.False(_leases.ReturnLease(lost[0]));
        Assert.All(lost.Skip(1), lease => Assert.True(_leases.ReturnLease(lease)));
    }

    [Fact]
    public void The_longest_lease_never_expires()
    {
        Take(now: 1, duration: long.MaxValue);

        Assert.Equal(ProbeLeases.None, Take(now: MonotonicClock.Never - 1, duration: long.MaxValue));
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
    public void A_new_epoch_invalidates_the_leases_whose_slots_were_leased_again()
    {
        var lost = Take(now: 0, duration: 100);
        Take(now: 100, duration: 100);
        Assert.True(_leases.IsOutstanding(lost));

        _leases.Renew();

        Assert.False(_leases.IsOutstanding(lost));
        Assert.False(_leases.ReturnLease(lost));
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
    public void The_next_slot_is_free_at_once_or_at_the_earliest_expiry()
    {
        Assert.Equal(long.MinValue, _leases.GetFreeStamp(2));
        Take(slots: 2, now: 200, duration: 100);
        Assert.Equal(long.MinValue, _leases.GetFreeStamp(2));
        var second = Take(slots: 2, now: 200, duration: 50);
        Assert.Equal(250, _leases.GetFreeStamp(2));

        Assert.True(_leases.ReturnLease(second));
        Assert.Equal(long.MinValue, _leases.GetFreeStamp(2));
        Take(slots: 2, now: 200, duration: long.MaxValue);
        Assert.Equal(300, _leases.GetFreeStamp(2));
    }

    private int Take(int slots = 1, long now = 0, long duration = 1_000) => _leases.AcquireLease(slots, now, TimeSpan.FromTicks(duration));
}
