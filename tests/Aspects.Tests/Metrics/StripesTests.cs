using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>Each thread keeps one stripe, and the threads are spread over the stripes.</summary>
public sealed class StripesTests
{
    [Fact]
    public void A_thread_keeps_its_stripe_and_never_gets_the_unused_element()
    {
        var indexes = new ConcurrentBag<int>();

        for (var round = 0; round < 16; round++)
        {
            Threads.Run(Threads.Many, _ =>
            {
                var index = Stripes.CurrentIndex;
                for (var i = 0; i < 10; i++) Assert.Equal(index, Stripes.CurrentIndex);
                indexes.Add(index);
            });
        }

        Assert.All(indexes, static index => Assert.InRange(index, 1, Stripes.Length - 1));
        Assert.InRange(indexes.Distinct().Count(), Math.Min(2, Stripes.Length - 1), Stripes.Length - 1);
    }
}
