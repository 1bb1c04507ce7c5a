using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aspects.CodeFixes.Tests;

/// <summary>Loads the generator from the assemblies of the test process.</summary>
internal sealed class LoadedAssemblies : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) =>
        AppDomain.CurrentDomain.GetAssemblies().First(assembly => !assembly.IsDynamic && assembly.Location == fullPath);
}
