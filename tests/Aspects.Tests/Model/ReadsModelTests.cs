using CsCheck;

namespace Aspects.Tests;

/// <summary>Reads at random moments do not change the behavior of a breaker.</summary>
public sealed class ReadsModelTests
{
    [Fact]
    public void Reads_do_not_change_the_behavior_of_a_breaker() => Samples.Check(
        Gen.Select(Scenarios.WithOneProbeLimit, Gen.Int[0, 3].Array[1, 20]),
        static sample =>
        {
            var (scenario, reads) = sample;

            Assert.Equal(ModelRun.Trace(scenario, [0]), ModelRun.Trace(scenario, reads));
        });
}
