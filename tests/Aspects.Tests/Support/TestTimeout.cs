namespace Aspects.Tests;

/// <summary>
/// The time that a test waits for an event. The event normally comes at once; only a defect reaches the limit.
/// </summary>
internal static class TestTimeout
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(Samples.AreFew ? 15 : 30);

    public static void WaitUntil(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, Limit), $"The condition was not true within {Limit.TotalSeconds} s.");
}
