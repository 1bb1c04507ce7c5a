using CsCheck;

namespace Aspects.Tests;

/// <summary>Any number of reads, interleaved at random, leave every trace identical.</summary>
public sealed class ReadsModelTests
{
    [Fact]
    public void A_breaker_that_is_read_all_the_time_does_what_one_that_nobody_reads_does() => Samples.Check(
        Gen.Select(Scenarios.WithOneProbeLimit, Gen.Int[0, 3].Array[1, 20]),
        static sample =>
        {
            var (scenario, reads) = sample;

            Assert.Equal(ModelRun.Trace(scenario, [0]), ModelRun.Trace(scenario, reads));
        });
}
