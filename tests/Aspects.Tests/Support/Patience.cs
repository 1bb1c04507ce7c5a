namespace Aspects.Tests;

/// <summary>How long to wait for what is bound to happen at once. Only a defect gets near it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void WaitUntil(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, Limit), $"Not so within {Limit.TotalSeconds} s.");
}
