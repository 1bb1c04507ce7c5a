using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0010: a <c>[CircuitBreakerFor]</c> that names no interface, or unknown or repeated members.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExternalInterfaceAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.ExternalInterface];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.RegisterAtEnd(start, Analyze);

    private static void Analyze(IReadOnlyList<AttributeUse> uses, CompilationAnalysisContext context)
    {
        var claimed = new HashSet<(INamedTypeSymbol Type, string Member)>();
        foreach (var use in uses.Where(static use => use.Symbol is IAssemblySymbol))
        {
            var (attribute, syntax) = (use.Attribute, use.Syntax);

            // The compiler reports a missing or unfinished type.
            if (attribute.ExternalType is null or { TypeKind: TypeKind.Error } && !attribute.NamesNull) continue;
            if (ExternalInterfaces.ReasonAgainst(attribute.ExternalType, context.Compilation.Assembly) is { } reason)
            {
                var named = attribute.ExternalType?.ToDisplayString() ?? "null";
                context.ReportDiagnostic(Diagnostic.Create(BreakerDiagnostics.ExternalInterface, syntax.GetLocation(), named, reason));
                continue;
            }

            var type = (INamedTypeSymbol)attribute.ExternalType!;
            var names = ExternalInterfaces.GetMemberNames(type);
            foreach (var member in attribute.Members.DefaultIfEmpty(""))
            {
                var place = Locations.GetNamedArgument(syntax, "Members");
                if (member.Length > 0 && !names.Contains(member))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        BreakerDiagnostics.ExternalInterface,
                        place,
                        type.ToDisplayString(),
                        $"it has no method or property '{member}'. Use {string.Join(", ", names)}."));
                }
                else if (!claimed.Add((type, member)))
                {
                    var what = member.Length == 0 ? "all its methods" : $"'{member}'";
                    context.ReportDiagnostic(Diagnostic.Create(
                        BreakerDiagnostics.ExternalInterface,
                        place,
                        type.ToDisplayString(),
                        $"another [CircuitBreakerFor] covers {what}. Remove one of the attributes."));
                }
            }
        }
    }
}
