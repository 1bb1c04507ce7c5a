using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Caches facts about a compilation, for the generator and for all analyzers.</summary>
/// <remarks>The cache exists as long as its compilation.</remarks>
internal sealed class CompilationContext
{
    private static readonly ConditionalWeakTable<Compilation, CompilationContext> Contexts = new();

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _isAccessible = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _isAwaitable = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.IncludeNullability);
    private readonly ConcurrentDictionary<IAssemblySymbol, string> _experimentalIds = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<Type, object> _lookups = new();
    private readonly Compilation _compilation;

    private CompilationContext(Compilation compilation)
    {
        _compilation = compilation;
        Aliases = new ExternAliases(compilation);
    }

    public ExternAliases Aliases { get; }

    public static CompilationContext Get(Compilation compilation) =>
        Contexts.GetValue(compilation, static compilation => new CompilationContext(compilation));

    /// <summary>Returns the cached object of a type. Creates the object at the first request.</summary>
    public T GetOrAdd<T>(Func<Compilation, T> create)
        where T : class => (T)_lookups.GetOrAdd(typeof(T), _ => create(_compilation));

    /// <summary>
    /// Returns whether generated code can name a type. A type that does not exist counts as accessible.
    /// </summary>
    public bool IsAccessible(ITypeSymbol type) => _isAccessible.GetOrAdd(
        type, type => type.TypeKind == TypeKind.Error || (!IsFileLocal(type) && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly)));

    /// <summary>Returns whether generated code can call a member.</summary>
    public bool IsAccessible(ISymbol member) => member.DeclaredAccessibility == Accessibility.Public
        ? IsAccessible(member.ContainingType)
        : _compilation.IsSymbolAccessibleWithin(member, _compilation.Assembly);

    /// <summary>Returns whether code can await a type, one of its base types, or one of its constraints.</summary>
    public bool IsAwaitable(ITypeSymbol type) => _isAwaitable.GetOrAdd(type, type => type switch
    {
        IDynamicTypeSymbol => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsAwaitable(nullable.TypeArguments[0]),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsAwaitable),
        _ => HasAwaiter(type) || type.AllInterfaces.Any(HasAwaiter) || (type.BaseType is { } inherited && IsAwaitable(inherited)),
    });

    /// <summary>Returns the full name of a type.</summary>
    /// <remarks>Display names take most of the generator's time, and most interfaces use the same few types.</remarks>
    public string GetName(ITypeSymbol type) => _names.GetOrAdd(type, type => Aliases.GetName(type, TypeNames.Code));

    /// <summary>
    /// Returns the warning id of an experimental assembly; <see langword="null"/> if the assembly is not experimental.
    /// </summary>
    public string? GetExperimentalId(IAssemblySymbol assembly) =>
        _experimentalIds.GetOrAdd(assembly, static assembly => ExperimentalTypes.GetId(assembly) ?? "") is { Length: > 0 } id ? id : null;

    private static bool IsFileLocal(ITypeSymbol type) =>
        TypeParts.Enumerate(type).Any(static part => part is INamedTypeSymbol { IsFileLocal: true });

    private static bool HasAwaiter(ITypeSymbol type) =>
        type.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false });
}
