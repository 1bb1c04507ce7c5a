using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>The base of all analyzers. In a project without the library, an analyzer costs one look-up.</summary>
public abstract class LibraryAnalyzer : DiagnosticAnalyzer
{
    private const string Attribute = "Aspects.CircuitBreakerAttribute";

    private protected LibraryAnalyzer()
    {
    }

    /// <summary>The treatment of generated code. By default, analyzers skip generated code.</summary>
    private protected virtual GeneratedCodeAnalysisFlags InGeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(InGeneratedCode);
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(Attribute).IsEmpty) Register(start);
        });
    }

    /// <summary>Registers the actions for a compilation that references the library.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start);
}
