using System;
using System.Net.Http;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

/// <summary>Every setting of the attribute.</summary>
[CircuitBreaker(
    "every setting",
    ConsecutiveFailures = 4,
    FailureCount = 9,
    FailureRatio = 0.25,
    MinimumThroughput = 8,
    WindowSeconds = 45,
    WindowCalls = 64,
    SlowCallSeconds = 1.5,
    SlowCallRatio = 0.75,
    AdaptiveThreshold = true,
    BreakSeconds = 12.5,
    BackoffFactor = 1.5,
    MaxBreakSeconds = 120,
    Jitter = 0.2,
    HonorRetryAfter = false,
    MaxRetryAfterSeconds = 90,
    MaxConcurrentProbes = 2,
    SuccessThreshold = 3,
    ProbeTimeoutSeconds = 7,
    SlowStartSeconds = 20,
    TimeoutSeconds = 5,
    MeasureDurations = true,
    Mode = CircuitMode.Monitor)]
public interface IEverySetting
{
#pragma warning disable ASPECT0018 // The test needs every setting, including the timeout.
    Task CallAsync();
#pragma warning restore ASPECT0018
}

/// <summary>The rules of outcomes: two lists with types that derive from each other, and a classifier.</summary>
public interface IJudged
{
    [CircuitBreaker(
        "handled",
        Handle = [typeof(Exception), typeof(HttpRequestException)],
        Ignore = [typeof(ArgumentException), typeof(InvalidOperationException)])]
    void Handled(Exception error);

    [CircuitBreaker("ignored", Ignore = [typeof(ArgumentException)])]
    void Ignored(Exception error);

    [CircuitBreaker("classified", Ignore = [typeof(ArgumentNullException)], Classifier = typeof(Answers))]
    Task<int> ClassifiedAsync(Exception? error, int answer);

    [CircuitBreaker("exceptions only", Classifier = typeof(Errors))]
    void ExceptionsOnly(Exception error);

    [CircuitBreaker("listed", Handle = [typeof(HttpRequestException)])]
    void Listed(Exception error);
}

/// <summary>Classifies exceptions and numbers.</summary>
public sealed class Answers : IOutcomeClassifier<int>
{
    public static CircuitOutcome Classify(Exception exception) =>
        exception is ArgumentException ? CircuitOutcome.Failure : CircuitOutcome.Ignored;

    public static CircuitOutcome Classify(int result) => result < 0 ? CircuitOutcome.Failure : CircuitOutcome.Success;
}

/// <summary>Classifies exceptions, with an explicitly implemented member.</summary>
public sealed class Errors : IOutcomeClassifier
{
    static CircuitOutcome IOutcomeClassifier.Classify(Exception exception) => CircuitOutcome.Throttled(TimeSpan.FromSeconds(3));
}

/// <summary>For each setting the nearest level wins.</summary>
[CircuitBreaker("levels", ConsecutiveFailures = 7, BreakSeconds = 11, Ignore = [typeof(TimeoutException)])]
public interface ILevels
{
    void FromTheInterface();

    [CircuitBreaker("levels of its own", BreakSeconds = 22)]
    void WithANameOfItsOwn();

    [CircuitBreaker("levels", SuccessThreshold = 9, BreakSeconds = 33)]
    void WithTheSameName();
}
