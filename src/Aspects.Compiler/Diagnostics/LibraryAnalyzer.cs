using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>An analyzer of code that uses the library: a project that does not reference it costs one look-up, and nothing more.</summary>
public abstract class LibraryAnalyzer : DiagnosticAnalyzer
{
    private const string Attribute = "Aspects.CircuitBreakerAttribute";

    private protected LibraryAnalyzer()
    {
    }

    /// <summary>What happens in generated code; nothing is said there unless an analyzer has a reason to.</summary>
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

    /// <summary>Registers what there is to do in a compilation that knows the library.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start);
}
