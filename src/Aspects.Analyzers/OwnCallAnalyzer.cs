using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Analyzers;

/// <summary>ASPECT0021: a class calls a guarded method of its own, which the proxy around it does not see.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnCallAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OwnCall];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        var guardedOf = new ConcurrentDictionary<INamedTypeSymbol, ImmutableDictionary<ISymbol, string>>(SymbolEqualityComparer.Default);
        start.RegisterOperationAction(operation => Analyze(operation, guardedOf), OperationKind.Invocation);
    }

    private static void Analyze(
        OperationAnalysisContext context, ConcurrentDictionary<INamedTypeSymbol, ImmutableDictionary<ISymbol, string>> guardedOf)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Instance is not IInstanceReferenceOperation || context.ContainingSymbol.ContainingType is not { TypeKind: not TypeKind.Interface } type) return;

        var guarded = guardedOf.GetOrAdd(type, type => GuardedMethodsOf(type, ProxiedInterfaces.Of(context.Compilation)));
        if (guarded.IsEmpty || BreakerOf(call.TargetMethod, guarded) is not { } breaker) return;

        // Whoever came through the same breaker has been counted there already.
        if (BreakerOf(context.ContainingSymbol, guarded) is { } around && around.Equals(breaker, StringComparison.OrdinalIgnoreCase)) return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.OwnCall, call.Syntax.GetLocation(), call.TargetMethod.ToDisplayString(), breaker, context.ContainingSymbol.ToDisplayString()));
    }

    // A method that overrides an implementation is one too.
    private static string? BreakerOf(ISymbol method, ImmutableDictionary<ISymbol, string> guarded)
    {
        for (var next = method as IMethodSymbol; next is not null; next = next.OverriddenMethod)
        {
            if (guarded.TryGetValue(next.OriginalDefinition, out var breaker)) return breaker;
        }

        return null;
    }

    /// <summary>The methods with which a class implements guarded members of interfaces, and the names of their breakers.</summary>
    private static ImmutableDictionary<ISymbol, string> GuardedMethodsOf(INamedTypeSymbol type, ProxiedInterfaces proxies)
    {
        var guarded = ImmutableDictionary.CreateBuilder<ISymbol, string>(SymbolEqualityComparer.Default);
        foreach (var proxied in type.AllInterfaces.Select(proxies.Find).OfType<ProxiedInterface>())
        {
            foreach (var member in AnnotatedInterface.MembersOf(proxied.Type).OfType<IMethodSymbol>())
            {
                if (AnnotatedInterface.BreakerOf(member, proxied) is not { HasUsableName: true } attribute) continue;
                if (type.FindImplementationForInterfaceMember(member) is { } method) guarded[method.OriginalDefinition] = attribute.Name!;
            }
        }

        return guarded.ToImmutable();
    }
}
