using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Checks the types in <c>Handle</c>, <c>Ignore</c> and <c>Classifier</c>.</summary>
internal static class OutcomeTypes
{
    /// <summary>
    /// Returns why a type cannot be in a list of exceptions, as a clause; otherwise <see langword="null"/>.
    /// </summary>
    public static string? ReasonAgainstException(ITypeSymbol type, Compilation compilation) => type switch
    {
        { TypeKind: TypeKind.Error } => "it does not exist",
        not INamedTypeSymbol { TypeKind: TypeKind.Class } => "it is not a class. Use a class that derives from System.Exception.",
        INamedTypeSymbol { IsUnboundGenericType: true } => "its type arguments are missing. Write them.",
        _ when !DerivesFromException(type) => "it does not derive from System.Exception. Use an exception type.",
        _ => AccessReason(type, compilation),
    };

    /// <summary>Returns why a type cannot be a classifier, as a clause; otherwise <see langword="null"/>.</summary>
    public static string? ReasonAgainstClassifier(ITypeSymbol type, Compilation compilation) => type switch
    {
        { TypeKind: TypeKind.Error } => "it does not exist",
        INamedTypeSymbol { IsUnboundGenericType: true } => "its type arguments are missing. Write them.",
        { IsStatic: true } => "a static class cannot be a type argument. Use a class with instances.",
        { IsRefLikeType: true } => "a ref struct cannot be a type argument. Use a class or a struct.",
        not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } => "it is neither a class nor a struct. Use one of them.",
        _ when !type.AllInterfaces.Any(IsClassifier) => "it does not implement Aspects.IOutcomeClassifier. Implement the interface.",
        _ => AccessReason(type, compilation) ?? ResultReason(type, compilation),
    };

    /// <summary>Lists the types of the results that a classifier takes.</summary>
    public static IEnumerable<ITypeSymbol> GetResults(ITypeSymbol classifier) => classifier.AllInterfaces
        .Where(static type => IsClassifier(type) && type.Arity == 1)
        .Select(static type => type.TypeArguments[0]);

    /// <summary>Returns the number of base types. A derived type has more than its base type.</summary>
    public static int GetDepth(ITypeSymbol type) => type.BaseType is { } inherited ? GetDepth(inherited) + 1 : 0;

    private static bool DerivesFromException(ITypeSymbol type) =>
        KnownTypes.Is(type, "System", "Exception")
        || (type.BaseType is { } inherited && DerivesFromException(inherited));

    private static bool IsClassifier(INamedTypeSymbol type) => KnownTypes.Is(type, "Aspects", "IOutcomeClassifier");

    private static string? ResultReason(ITypeSymbol classifier, Compilation compilation) =>
        GetResults(classifier).FirstOrDefault(result => !CompilationContext.Get(compilation).IsAccessible(result)) is { } hidden
            ? $"it classifies results of type {hidden.ToDisplayString()}, which is not accessible to the proxy. Make that type internal or public."
            : null;

    private static string? AccessReason(ITypeSymbol type, Compilation compilation) =>
        CompilationContext.Get(compilation).IsAccessible(type) ? null : "it is not accessible to the proxy. Make it internal or public.";
}
