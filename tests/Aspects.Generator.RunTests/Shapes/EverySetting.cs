using System;
using System.Net.Http;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

/// <summary>Every setting that an attribute can make.</summary>
[CircuitBreaker(
    "every setting",
    ConsecutiveFailures = 4,
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
#pragma warning disable ASPECT0018 // Every setting, the timeout among them.
    Task CallAsync();
#pragma warning restore ASPECT0018
}

/// <summary>What outcomes mean: lists, with types that derive from others on either side, and a classifier.</summary>
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
}

/// <summary>Judges exceptions and numbers.</summary>
public sealed class Answers : IOutcomeClassifier<int>
{
    public static CircuitOutcome Classify(Exception exception) =>
        exception is ArgumentException ? CircuitOutcome.Failure : CircuitOutcome.Ignored;

    public static CircuitOutcome Classify(int result) => result < 0 ? CircuitOutcome.Failure : CircuitOutcome.Success;
}

/// <summary>Judges exceptions, with members that only the interface shows.</summary>
public sealed class Errors : IOutcomeClassifier
{
    static CircuitOutcome IOutcomeClassifier.Classify(Exception exception) => CircuitOutcome.Throttled(TimeSpan.FromSeconds(3));
}

/// <summary>The nearest level wins, setting by setting.</summary>
[CircuitBreaker("levels", ConsecutiveFailures = 7, BreakSeconds = 11, Ignore = [typeof(TimeoutException)])]
public interface ILevels
{
    void FromTheInterface();

    [CircuitBreaker("levels of its own", BreakSeconds = 22)]
    void WithANameOfItsOwn();

    [CircuitBreaker("levels", SuccessThreshold = 9, BreakSeconds = 33)]
    void WithTheSameName();
}
