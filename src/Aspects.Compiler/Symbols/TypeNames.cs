using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Writes types as code that is valid in every file. A type parameter can get a new name.</summary>
/// <param name="context">The compilation of the types.</param>
internal sealed class TypeNames(CompilationContext context)
{
    /// <summary>The format of types in code: fully qualified, with the <c>?</c> of nullable references.</summary>
    public static SymbolDisplayFormat Code { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Definition = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private readonly Dictionary<ITypeParameterSymbol, string> _renamed = new(SymbolEqualityComparer.Default);

    public void Rename(ITypeParameterSymbol parameter, string name) => _renamed[parameter] = name;

    public string Write(ITypeParameterSymbol parameter) =>
        _renamed.TryGetValue(parameter, out var name) ? name : parameter.ToDisplayString(Code).TrimEnd('?');

    public string Write(ITypeSymbol type)
    {
        if (_renamed.Count == 0) return context.GetName(type);
        return string.Concat(context.Aliases.GetParts(type, Code).Select(part =>
            part.Symbol is ITypeParameterSymbol parameter && _renamed.TryGetValue(parameter, out var name) ? name : part.Text));
    }

    /// <summary>Writes a type without the <c>?</c> of a nullable reference.</summary>
    public string WriteNotNull(ITypeSymbol type) =>
        Write(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    /// <summary>Writes a type as a reference in documentation, such as <c>global::Shop.IStore{T}</c>.</summary>
    public string WriteReference(INamedTypeSymbol type) =>
        WriteGeneric(type, static parameters => "{" + string.Join(", ", parameters.Select(static parameter => Escape(parameter.Name))) + "}");

    /// <summary>Writes a type as in <c>typeof</c>, such as <c>global::Shop.IStore&lt;,&gt;</c>.</summary>
    public string WriteUnbound(INamedTypeSymbol type) => IsClosed(type)
        ? context.Aliases.GetName(type, SymbolDisplayFormat.FullyQualifiedFormat)
        : WriteGeneric(type, static parameters => "<" + new string(',', parameters.Length - 1) + ">");

    /// <summary>Returns whether a type is constructed from a generic type, as an assembly attribute may name.</summary>
    public static bool IsClosed(INamedTypeSymbol type) => !SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition);

    /// <summary>Writes a name as an identifier, with <c>@</c> before a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private string WriteGeneric(INamedTypeSymbol type, Func<ImmutableArray<ITypeParameterSymbol>, string> arguments)
    {
        var name = type.ContainingType is { } around
            ? WriteGeneric(around, arguments) + "." + Escape(type.Name)
            : context.Aliases.GetName(type.OriginalDefinition, Definition);
        return type.Arity == 0 ? name : name + arguments(type.OriginalDefinition.TypeParameters);
    }
}
