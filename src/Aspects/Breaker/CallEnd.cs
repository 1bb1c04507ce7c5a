namespace Aspects;

/// <summary>What was measured of a call.</summary>
/// <param name="IsSlow">Whether the call was slow.</param>
/// <param name="Duration">The duration; <see langword="null"/> if the call was not measured.</param>
/// <param name="HasTimedOut">Whether the call exceeded its timeout.</param>
internal readonly record struct CallEnd(bool IsSlow, TimeSpan? Duration = null, bool HasTimedOut = false);
