using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.Compiler;

/// <summary>Finds the source locations that diagnostics point at.</summary>
internal static class Locations
{
    /// <summary>
    /// Finds the identifier of a symbol; <see langword="null"/> if another assembly declares the symbol.
    /// </summary>
    public static Location? Find(ISymbol symbol, Compilation compilation) =>
        symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));

    /// <summary>
    /// Finds the location for diagnostics about a proxied member: the identifier of the member, if this project
    /// declares it.
    /// </summary>
    /// <remarks>
    /// A member of another assembly has the location of the interface, or of the assembly attribute that names the
    /// member.
    /// </remarks>
    public static Location? Find(ISymbol member, ProxiedInterface proxied, Compilation compilation, CancellationToken cancellationToken)
    {
        if (Find(member, compilation) is { } declared) return declared;
        if (proxied.OfAssembly.IsEmpty) return Find(proxied.Type, compilation);
        var attribute = InterfaceMembers.GetCalls(member).Select(proxied.FindNamed).FirstOrDefault(static named => named is not null)
            ?? proxied.ForAll
            ?? proxied.OfAssembly[0];
        return FindSyntax(attribute.Data, compilation, cancellationToken)?.GetLocation();
    }

    /// <summary>
    /// Finds the syntax of an attribute; <see langword="null"/> if the attribute is in another assembly.
    /// </summary>
    public static AttributeSyntax? FindSyntax(AttributeData attribute, Compilation compilation, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? reference.GetSyntax(cancellationToken) as AttributeSyntax
            : null;

    /// <summary>Returns the last positional argument of an attribute, or the attribute if it has none.</summary>
    public static Location GetLastPositionalArgument(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.LastOrDefault(static argument => argument.NameEquals is null)?.GetLocation()
        ?? attribute.GetLocation();

    /// <summary>Returns a named argument of an attribute, or the attribute if it has no such argument.</summary>
    public static Location GetNamedArgument(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments
            .LastOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.GetLocation()
        ?? attribute.GetLocation();
}
