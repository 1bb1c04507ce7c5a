using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds the types that can be the fallback of an interface.</summary>
internal static class FallbackTypes
{
    /// <summary>
    /// Constructs an open type with the type arguments of the naming interface, if both have the same arity.
    /// </summary>
    public static ITypeSymbol Construct(ITypeSymbol type, INamedTypeSymbol naming)
    {
        if (type is not INamedTypeSymbol { IsUnboundGenericType: true } open) return type;
        var arguments = TypeParts.GetTypeArguments(naming);
        return TypeParts.GetTypeArguments(open.OriginalDefinition).Length == arguments.Length ? TypeParts.Construct(open.OriginalDefinition, arguments) : open;
    }

    /// <summary>Finds the constructor that creates the instance.</summary>
    public static IMethodSymbol? FindConstructor(INamedTypeSymbol constructed, Compilation compilation) => constructed.InstanceConstructors.FirstOrDefault(
        constructor => constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly));

    /// <summary>
    /// Returns why a type cannot be the fallback of a member, as a clause; otherwise <see langword="null"/>.
    /// </summary>
    /// <param name="type">The type, as an attribute names it.</param>
    /// <param name="naming">The interface that carries the attribute, or that the attribute names.</param>
    /// <param name="declaring">The interface that declares the guarded member.</param>
    /// <param name="compilation">The compilation of the proxy.</param>
    public static string? ReasonAgainst(ITypeSymbol type, INamedTypeSymbol naming, INamedTypeSymbol declaring, Compilation compilation)
    {
        var constructed = Construct(type, naming);
        var shown = constructed.ToDisplayString();
        return constructed switch
        {
            { TypeKind: TypeKind.Error } => "it does not exist",
            INamedTypeSymbol { IsUnboundGenericType: true } => $"the type has other type parameters than {naming.ToDisplayString()}. Use the same type parameters, or a closed type.",
            not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } or { IsAbstract: true } or { IsStatic: true } =>
                $"{shown} cannot have instances. Use a class or a struct that is not abstract.",
            _ when !constructed.AllInterfaces.Contains(declaring, SymbolEqualityComparer.Default) =>
                $"{shown} does not implement {declaring.ToDisplayString()}. Implement the interface.",
            _ when !CompilationContext.Get(compilation).IsAccessible(constructed) => $"{shown} is not accessible to the proxy. Make it internal or public.",
            INamedTypeSymbol named => ReasonAgainst(named, type, naming, compilation),
        };
    }

    private static string? ReasonAgainst(INamedTypeSymbol constructed, ITypeSymbol type, INamedTypeSymbol naming, Compilation compilation)
    {
        var shown = constructed.ToDisplayString();

        // For a closed type, the compiler checks the type arguments in the attribute.
        var isOpen = !SymbolEqualityComparer.Default.Equals(constructed, type);
        if (isOpen && new TypeConstraints(constructed, compilation).FindUnmet() is { } parameter)
        {
            return $"{parameter.Name} of {constructed.OriginalDefinition.ToDisplayString()} has constraints that {naming.ToDisplayString()} does not meet. Use the same constraints, or a closed type.";
        }

        if (FindConstructor(constructed, compilation) is not { } constructor) return $"{shown} has no accessible constructor without parameters. Add one.";
        return HasRequiredMembers(constructed) && !SetsRequiredMembers(constructor)
            ? $"{shown} has required members, which its constructor without parameters does not set. Set them there, and add [SetsRequiredMembers]."
            : null;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type) =>
        type.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
        || (type.BaseType is { } inherited && HasRequiredMembers(inherited));

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(static attribute => FlowAttributes.GetName(attribute) == "SetsRequiredMembersAttribute");
}
