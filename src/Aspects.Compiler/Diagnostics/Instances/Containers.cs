using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Recognizes calls of dependency injection containers.</summary>
/// <remarks>
/// A registered instance may get its proxy from the container. An instance resolved by its class has no proxy.
/// </remarks>
internal static class Containers
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>
    /// Returns whether an operation registers an instance in a container, which may decorate the instance.
    /// </summary>
    public static bool IsRegistration(IOperation operation) => operation is IInvocationOperation { TargetMethod: var method } && IsInNamespace(method);

    /// <summary>Returns whether a method is a factory for a container: it takes the service provider.</summary>
    public static bool IsFactory(IMethodSymbol method) => method.Parameters.Any(static parameter => IsProvider(parameter.Type));

    /// <summary>
    /// Finds the type that an operation resolves from a container; <see langword="null"/> if it resolves none.
    /// </summary>
    public static ITypeSymbol? FindResolvedType(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetService" or "GetRequiredService" or "GetKeyedService" or "GetRequiredKeyedService" or "CreateInstance" or "GetServiceOrCreateInstance" } method } call
            when IsInNamespace(method) || IsProvider(method.ContainingType) =>
                method.TypeArguments.FirstOrDefault()
                ?? call.Arguments.Select(static argument => argument.Value).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand,
        _ => null,
    };

    private static bool IsInNamespace(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString().StartsWith(Namespace, StringComparison.Ordinal) == true;

    private static bool IsProvider(ITypeSymbol type) =>
        type is { Name: "IServiceProvider", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
