using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.Compiler;

/// <summary>Where in the source of this compilation a diagnostic points.</summary>
internal static class Places
{
    /// <summary>The identifier of a symbol; <see langword="null"/> where it is declared in another assembly.</summary>
    public static Location? Of(ISymbol symbol, Compilation compilation) =>
        symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));

    /// <summary>
    /// The identifier of a member of a proxy; of one that is declared in another assembly that of the interface, or the attribute of the
    /// assembly that is about the member.
    /// </summary>
    public static Location? Of(ISymbol member, ProxiedInterface proxied, Compilation compilation, CancellationToken cancellationToken)
    {
        if (Of(member, compilation) is { } declared) return declared;
        if (proxied.OfAssembly.IsEmpty) return Of(proxied.Type, compilation);
        var attribute = AnnotatedInterface.CallsOf(member).Select(proxied.NamedFor).FirstOrDefault(static named => named is not null)
            ?? proxied.ForAll
            ?? proxied.OfAssembly[0];
        return Of(attribute.Data, compilation, cancellationToken)?.GetLocation();
    }

    /// <summary>The syntax of an attribute; <see langword="null"/> where it is in another assembly.</summary>
    public static AttributeSyntax? Of(AttributeData attribute, Compilation compilation, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(cancellationToken) as AttributeSyntax
            : null;

    /// <summary>The argument that is the name of the breaker: the last without a name of its own.</summary>
    public static Location OfName(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.LastOrDefault(static argument => argument.NameEquals is null)?.GetLocation()
        ?? attribute.GetLocation();

    /// <summary>The argument that makes a setting.</summary>
    public static Location OfSetting(AttributeSyntax attribute, string setting) =>
        attribute.ArgumentList?.Arguments
            .LastOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == setting)?.GetLocation()
        ?? attribute.GetLocation();

    /// <summary>What an attribute stands on, for people.</summary>
    public static string TextOf(BreakerAttribute attribute) => attribute.Owner is IAssemblySymbol
        ? attribute.ForeignType is { } type ? $"the assembly for {type.ToDisplayString()}" : "the assembly"
        : attribute.Owner.ToDisplayString();
}
