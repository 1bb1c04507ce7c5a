using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// What is asked again and again of the types in signatures, once for each compilation: most interfaces use the same few.
/// </summary>
internal sealed class TypeFacts
{
    private static readonly ConditionalWeakTable<Compilation, TypeFacts> Known = new();

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _isAccessible = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _isAwaitable = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;

    private TypeFacts(Compilation compilation) => _compilation = compilation;

    public static TypeFacts Of(Compilation compilation) => Known.GetValue(compilation, static compilation => new TypeFacts(compilation));

    /// <summary>Whether generated code in the compilation can name it; what does not exist is the compiler's business.</summary>
    public bool IsAccessible(ITypeSymbol type) => _isAccessible.GetOrAdd(
        type, type => type.TypeKind == TypeKind.Error || (!IsFileLocal(type) && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly)));

    /// <summary>Whether generated code in the compilation can call it.</summary>
    public bool IsAccessible(ISymbol member) => member.DeclaredAccessibility == Accessibility.Public
        ? IsAccessible(member.ContainingType)
        : _compilation.IsSymbolAccessibleWithin(member, _compilation.Assembly);

    /// <summary>Whether it can be awaited, or what it stands for can.</summary>
    public bool IsAwaitable(ITypeSymbol type) => _isAwaitable.GetOrAdd(type, type => type switch
    {
        IDynamicTypeSymbol => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsAwaitable(nullable.TypeArguments[0]),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsAwaitable),
        _ => HasAwaiter(type) || type.AllInterfaces.Any(HasAwaiter) || (type.BaseType is { } inherited && IsAwaitable(inherited)),
    });

    private static bool IsFileLocal(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsFileLocal(array.ElementType),
        IPointerTypeSymbol pointer => IsFileLocal(pointer.PointedAtType),
        INamedTypeSymbol named => named.IsFileLocal
            || (named.ContainingType is { } around && IsFileLocal(around))
            || named.TypeArguments.Any(IsFileLocal),
        _ => false,
    };

    private static bool HasAwaiter(ITypeSymbol type) =>
        type.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false });
}
