namespace Aspects.Tests;

/// <summary>Calls whose lambda only throws, with the type of the result written out.</summary>
public sealed class ThrowingCallTests
{
    private readonly Circuit _circuit = new();

    [Fact]
    public void The_exception_reaches_the_caller_and_counts_as_a_failure()
    {
        Assert.Throws<IOException>(() => _circuit.Breaker.Execute<int>(() => throw new IOException()));
        Assert.Throws<IOException>(() => _circuit.Breaker.Execute<string, int>(static _ => throw new IOException(), ""));
        Assert.Throws<IOException>(() => _circuit.Breaker.Execute<string, int>(static (_, _) => throw new IOException(), "", CancellationToken.None));

        Assert.Equal((3, 0), (_circuit.Snapshot.Failed, _circuit.Snapshot.Succeeded));
    }

    [Fact]
    public void A_lambda_that_returns_null_or_default_returns_the_default_of_the_type()
    {
        Assert.Equal(0, _circuit.Breaker.Execute<int>(() => default));
        Assert.Null(_circuit.Breaker.Execute<string, string?>(static _ => null, ""));
        Assert.Null(_circuit.Breaker.Execute<string, int?>(static (_, _) => null, "", CancellationToken.None));

        Assert.Equal((0, 3), (_circuit.Snapshot.Failed, _circuit.Snapshot.Succeeded));
    }
}
