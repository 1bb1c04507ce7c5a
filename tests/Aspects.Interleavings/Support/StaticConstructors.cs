using System.Runtime.CompilerServices;

namespace Aspects.Interleavings;

/// <summary>Runs all static constructors before the first case.</summary>
/// <remarks>
/// A static constructor must not run in a controlled thread. Another thread that needs the type waits for the
/// constructor, and Coyote does not control that wait.
/// </remarks>
internal static class StaticConstructors
{
    [ModuleInitializer]
    internal static void RunAll()
    {
        foreach (var type in typeof(StaticConstructors).Assembly.GetTypes())
        {
            if (!type.ContainsGenericParameters) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
    }
}
