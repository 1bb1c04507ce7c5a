namespace Aspects;

/// <summary>The end of a call that failed with an exception or was cancelled.</summary>
/// <param name="Error">The exception.</param>
/// <param name="All">All exceptions of the task, if it has several.</param>
/// <param name="IsCancelled">Whether the caller has cancelled the call.</param>
/// <param name="HasTimedOut">
/// Whether the time was up before the caller cancelled, if that is known; <see langword="null"/> otherwise.
/// </param>
/// <param name="Limit">The time limit of the call.</param>
internal readonly record struct CallError(Exception Error, AggregateException? All, bool IsCancelled, bool? HasTimedOut, TimeSpan Limit);
