namespace Aspects;

/// <summary>Selects <see cref="ControlledTasks.ConfigureAwait"/> in place of the method of .NET.</summary>
internal enum ConfigureAwaitOptions
{
    SuppressThrowing,
}
