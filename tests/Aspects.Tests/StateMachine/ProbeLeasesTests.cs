namespace Aspects.Tests;

/// <summary>The places for probes: taken with a deadline, free again when given back or when the deadline has passed.</summary>
public sealed class ProbeLeasesTests
{
    private readonly ProbeLeases _leases = new();

    [Fact]
    public void As_many_can_be_taken_as_there_are_places()
    {
        var taken = new[] { Take(places: 3), Take(places: 3), Take(places: 3) };

        Assert.DoesNotContain(ProbeLeases.None, taken);
        Assert.Equal(3, taken.Distinct().Count());
        Assert.Equal(ProbeLeases.None, Take(places: 3));
    }

    [Fact]
    public void A_lease_given_back_makes_room_for_one_with_another_number()
    {
        var first = Take();

        Assert.True(_leases.Return(first));

        var second = Take();
        Assert.NotEqual(ProbeLeases.None, second);
        Assert.NotEqual(first, second);
        Assert.Equal(ProbeLeases.None, Take());
    }

    [Fact]
    public void A_lease_can_be_given_back_once()
    {
        var lease = Take();

        Assert.True(_leases.Return(lease));
        Assert.False(_leases.Return(lease));
    }

    [Fact]
    public void What_was_never_leased_cannot_be_given_back()
    {
        Assert.False(_leases.Return(ProbeLeases.None));
        Assert.False(_leases.Return(1));
        Take(places: 2);
        Assert.False(_leases.Return(ProbeLeases.None));
        Assert.False(_leases.Return(2));
    }

    [Fact]
    public void A_place_is_held_until_one_tick_before_its_deadline_and_free_at_it()
    {
        Take(now: 0, deadline: 100);

        Assert.Equal(ProbeLeases.None, Take(now: 99, deadline: 200));
        Assert.NotEqual(ProbeLeases.None, Take(now: 100, deadline: 200));
    }

    [Fact]
    public void A_lease_whose_place_was_taken_after_its_deadline_cannot_be_given_back()
    {
        var lost = Take(now: 0, deadline: 100);
        var next = Take(now: 100, deadline: 200);

        Assert.False(_leases.Return(lost));
        Assert.True(_leases.Return(next));
    }

    [Fact]
    public void A_lease_without_a_deadline_is_held_for_ever()
    {
        Take(now: 0, deadline: MonotonicClock.Never);

        Assert.Equal(ProbeLeases.None, Take(now: MonotonicClock.Never - 1, deadline: MonotonicClock.Never));
    }

    [Fact]
    public void A_new_epoch_finds_all_places_free_and_makes_older_leases_worthless()
    {
        var old = Take(places: 2);
        Take(places: 2);

        _leases.Renew();

        Assert.False(_leases.Return(old));
        Assert.NotEqual(old, Take(places: 2));
        Assert.NotEqual(ProbeLeases.None, Take(places: 2));
        Assert.Equal(ProbeLeases.None, Take(places: 2));
        Assert.False(_leases.Return(old));
    }

    [Fact]
    public void Numbers_start_again_before_they_outgrow_their_field_and_never_read_as_none()
    {
        var (lowest, highest) = (int.MaxValue, 0);
        for (var i = 0; i <= CircuitWord.MaxCount; i++)
        {
            var lease = Take();
            lowest = Math.Min(lowest, lease);
            highest = Math.Max(highest, lease);
            _leases.Return(lease);
        }

        Assert.Equal(ProbeLeases.None + 1, lowest);
        Assert.Equal(CircuitWord.MaxCount, highest);
        Assert.Equal(2, Take());
    }

    [Fact]
    public void More_places_than_before_can_be_taken_at_once()
    {
        Take(places: 1);

        Assert.NotEqual(ProbeLeases.None, Take(places: 2));
        Assert.Equal(ProbeLeases.None, Take(places: 2));
    }

    [Fact]
    public void The_next_place_is_free_at_once_or_at_the_earliest_deadline()
    {
        Assert.Equal(long.MinValue, _leases.FreeFrom(2));
        Take(places: 2, deadline: 300);
        Assert.Equal(long.MinValue, _leases.FreeFrom(2));
        var second = Take(places: 2, deadline: 200);
        Assert.Equal(200, _leases.FreeFrom(2));

        Assert.True(_leases.Return(second));
        Assert.Equal(long.MinValue, _leases.FreeFrom(2));
        Take(places: 2, deadline: MonotonicClock.Never);
        Assert.Equal(300, _leases.FreeFrom(2));
    }

    [Fact]
    public void Where_no_lease_has_a_deadline_no_place_is_ever_free()
    {
        Take(deadline: MonotonicClock.Never);

        Assert.Equal(MonotonicClock.Never, _leases.FreeFrom(1));
    }

    private int Take(int places = 1, long now = 0, long deadline = 1_000) => _leases.Take(places, now, deadline);
}
