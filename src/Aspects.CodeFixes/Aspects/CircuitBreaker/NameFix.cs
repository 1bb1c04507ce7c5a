using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0001: names the circuit breaker after its interface, as in <c>auth-client</c> for <c>IAuthClient</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameFix() : DiagnosticFix(BreakerDiagnostics.MissingName)
{
    private protected override Task OfferAsync(Finding finding)
    {
        if (finding.FindNode<AttributeSyntax>() is { } attribute && FindInterfaceName(attribute) is { } type) finding.OfferName(NameAfter(type));
        return Task.CompletedTask;
    }

    private static string? FindInterfaceName(AttributeSyntax attribute)
    {
        if (attribute.FirstAncestorOrSelf<InterfaceDeclarationSyntax>() is { } declared) return declared.Identifier.ValueText;
        var named = attribute.Name is GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } arguments }
            ? arguments[0]
            : attribute.DescendantNodes().OfType<TypeOfExpressionSyntax>().FirstOrDefault()?.Type;
        return named switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };
    }

    private static string NameAfter(string type)
    {
        var name = type.Length > 1 && type[0] == 'I' && char.IsUpper(type[1]) ? type.Substring(1) : type;
        return string.Concat(name.Select((character, index) =>
            char.IsUpper(character) && index > 0 && !char.IsUpper(name[index - 1]) ? "-" + char.ToLowerInvariant(character) : char.ToLowerInvariant(character).ToString()));
    }
}
