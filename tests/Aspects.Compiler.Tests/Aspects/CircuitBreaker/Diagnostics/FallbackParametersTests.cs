using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler.Tests;

/// <summary>CA1068 requires a token as last parameter. A fallback has the exception as last parameter.</summary>
public sealed class FallbackParametersTests
{
    [Fact]
    public async Task CA1068_is_suppressed_only_on_fallback_methods()
    {
        var compilation = Compilations.Of(
            """
            public interface IAuth
            {
                [CircuitBreaker("a", Fallback = nameof(GuestAsync))] Task LoginAsync(string user, CancellationToken token);
                Task GuestAsync(string user, CancellationToken token, Exception error);
                Task GuestAsync(string user, CancellationToken token, TimeoutException error);
                Task OtherAsync(CancellationToken token, Exception error);
            }
            public class Auth { public Task GuestAsync(string user, CancellationToken token, Exception error) => Task.CompletedTask; }
            """);

        var diagnostics = await new CompilationWithAnalyzers(
                compilation,
                [new TokenLast(), new FallbackParametersSuppressor()],
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [(3, true), (4, false), (5, false), (7, false)],
            diagnostics.Select(static diagnostic => (Line: diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic.IsSuppressed)).Order());
    }

#pragma warning disable RS1029, RS1036, RS1041, RS2008 // Stands in for the rule of the SDK, and is loaded by this test alone.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class TokenLast : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("CA1068", "Token last", "Token last", "Design", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                static symbol =>
                {
                    var method = (IMethodSymbol)symbol.Symbol;
                    if (method.Parameters.Any(static parameter => parameter.Type.Name == "CancellationToken") && method.Parameters[^1].Type.Name != "CancellationToken")
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Rule, method.Locations[0]));
                    }
                },
                SymbolKind.Method);
        }
    }
#pragma warning restore RS1029, RS1036, RS1041, RS2008
}
