namespace Aspects;

/// <summary>Code that was given to a breaker has thrown.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="Source">Which code: the name of the option, or <c>Listener</c>.</param>
/// <param name="Error">What it threw.</param>
public sealed record CallbackError(string Name, string Source, Exception Error);
