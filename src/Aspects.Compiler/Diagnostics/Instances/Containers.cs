using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Containers that inject dependencies: what they are given may get its proxy there, and what they are asked for by its class has none.</summary>
internal static class Containers
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>Whether an operation gives something to a container, which may have been told to decorate it.</summary>
    public static bool IsRegistration(IOperation operation) => operation is IInvocationOperation { TargetMethod: var method } && IsInNamespace(method);

    /// <summary>Whether a method makes something for a container: those that do are given the container.</summary>
    public static bool IsFactory(IMethodSymbol method) => method.Parameters.Any(static parameter => IsProvider(parameter.Type));

    /// <summary>The class of which a container is asked for an instance; <see langword="null"/> where an operation does not ask.</summary>
    public static ITypeSymbol? AskedFor(IOperation operation) => operation switch
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
