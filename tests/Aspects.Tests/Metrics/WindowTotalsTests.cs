namespace Aspects.Tests;

/// <summary>The shares of failed and of slow calls.</summary>
public sealed class WindowTotalsTests
{
    [Fact]
    public void Without_calls_each_share_is_zero()
    {
        var totals = new WindowTotals(Calls: 0, Failures: 0, SlowCalls: 0);

        Assert.Equal((0.0, 0.0, 0.0), (totals.FailureRatio, totals.SlowCallRatio, totals.Degradation));
    }
}
