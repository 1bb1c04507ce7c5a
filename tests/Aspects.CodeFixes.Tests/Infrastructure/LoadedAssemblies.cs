using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aspects.CodeFixes.Tests;

/// <summary>Gives a project the generator as these tests have it loaded.</summary>
internal sealed class LoadedAssemblies : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) =>
        AppDomain.CurrentDomain.GetAssemblies().First(assembly => !assembly.IsDynamic && assembly.Location == fullPath);
}
