using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>
/// Writes types as code that means the same wherever it stands. Type parameters can be given another name, where
/// theirs is taken.
/// </summary>
/// <param name="compilation">The compilation whose types they are.</param>
internal sealed class TypeNames(Compilation compilation)
{
    // Writing a name out is what takes the generator's time, and most interfaces use the same few types.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ITypeSymbol, string>> Written = new();

    private readonly ConcurrentDictionary<ITypeSymbol, string> _written = Written.GetValue(
        compilation, static _ => new ConcurrentDictionary<ITypeSymbol, string>(SymbolEqualityComparer.IncludeNullability));

    private static readonly SymbolDisplayFormat Code = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Definition = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private readonly ExternAliases _aliases = ExternAliases.Of(compilation);
    private readonly Dictionary<ITypeParameterSymbol, string> _renamed = new(SymbolEqualityComparer.Default);

    public void Rename(ITypeParameterSymbol parameter, string name) => _renamed[parameter] = name;

    public string Of(ITypeParameterSymbol parameter) =>
        _renamed.TryGetValue(parameter, out var name) ? name : parameter.ToDisplayString(Code).TrimEnd('?');

    public string Of(ITypeSymbol type)
    {
        if (_renamed.Count == 0) return _written.GetOrAdd(type, type => _aliases.NameOf(type, Code));
        return string.Concat(_aliases.PartsOf(type, Code).Select(part =>
            part.Symbol is ITypeParameterSymbol parameter && _renamed.TryGetValue(parameter, out var name) ? name : part.Text));
    }

    /// <summary>The type without the <c>?</c> of a nullable reference.</summary>
    public string NotNull(ITypeSymbol type) =>
        Of(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    /// <summary>A type as a reference in documentation writes it: <c>global::Shop.IStore{T}</c>.</summary>
    public string Reference(INamedTypeSymbol type) =>
        Generic(type, static parameters => "{" + string.Join(", ", parameters.Select(static parameter => Escaped(parameter.Name))) + "}");

    /// <summary>A type as <c>typeof</c> takes it: <c>global::Shop.IStore&lt;,&gt;</c>.</summary>
    public string Unbound(INamedTypeSymbol type) =>
        IsClosed(type) ? _aliases.NameOf(type, SymbolDisplayFormat.FullyQualifiedFormat) : Open(type);

    /// <summary>Whether a type is the construction of a generic one, as an attribute on the assembly may name it.</summary>
    public static bool IsClosed(INamedTypeSymbol type) => !SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition);

    private string Open(INamedTypeSymbol type) =>
        Generic(type, static parameters => "<" + new string(',', parameters.Length - 1) + ">");

    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private string Generic(INamedTypeSymbol type, Func<ImmutableArray<ITypeParameterSymbol>, string> arguments)
    {
        var name = type.ContainingType is { } around
            ? Generic(around, arguments) + "." + Escaped(type.Name)
            : _aliases.NameOf(type.OriginalDefinition, Definition);
        return type.Arity == 0 ? name : name + arguments(type.OriginalDefinition.TypeParameters);
    }
}
