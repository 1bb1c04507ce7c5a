using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0010: an attribute on the assembly that is about no interface, or about members that it has not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForeignInterfaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ForeignInterface];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        var claimed = new Dictionary<(INamedTypeSymbol Type, string Member), BreakerAttribute>();
        foreach (var attribute in BreakerAttribute.ForeignOf(context.Compilation.Assembly))
        {
            // What is not there, or not finished, is the compiler's business.
            if (attribute.ForeignType is null or { TypeKind: TypeKind.Error } && !attribute.NamesNull) continue;
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken) is not { } syntax) continue;
            if (ForeignInterfaces.ReasonAgainst(attribute.ForeignType, context.Compilation.Assembly) is { } reason)
            {
                var named = attribute.ForeignType?.ToDisplayString() ?? "null";
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.ForeignInterface, syntax.GetLocation(), named, reason));
                continue;
            }

            var type = (INamedTypeSymbol)attribute.ForeignType!;

            var names = ForeignInterfaces.MembersOf(type);
            foreach (var member in attribute.Members.DefaultIfEmpty(""))
            {
                var place = Places.OfSetting(syntax, "Members");
                if (member.Length > 0 && !names.Contains(member))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.ForeignInterface,
                        place,
                        type.ToDisplayString(),
                        $"it has no method or property '{member}'; it has {string.Join(", ", names)}"));
                }
                else if (claimed.ContainsKey((type, member)))
                {
                    var what = member.Length == 0 ? "all its methods" : $"'{member}'";
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.ForeignInterface,
                        place,
                        type.ToDisplayString(),
                        $"another attribute of the assembly is about {what} already; take one of them away"));
                }
                else
                {
                    claimed.Add((type, member), attribute);
                }
            }
        }
    }
}
