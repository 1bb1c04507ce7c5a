using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Recognizes code that creates a proxy: the generated extension, or the constructor of a proxy.</summary>
internal static class ProxyCreation
{
    private const string Extension = "WithAspects";
    private const string ProxySuffix = "Proxy";

    /// <summary>
    /// Finds the instance inside a new proxy; <see langword="null"/> if the operation creates no proxy.
    /// </summary>
    public static IOperation? FindInstance(IOperation operation) => operation switch
    {
        // Compares names, because an editor may not have run the generator yet.
        IInvocationOperation { TargetMethod: { Name: Extension, IsStatic: true, Parameters.Length: >= 2 } method, Arguments: var arguments }
            when IsRegistry(method.Parameters[1].Type) => FindFirst(arguments),
        IObjectCreationOperation { Type: { } type, Arguments: { Length: >= 2 } arguments } when IsProxyType(type) => FindFirst(arguments),
        _ => null,
    };

    // The registry parameter distinguishes a generated proxy from a class of the user with this suffix.
    public static bool IsProxyType(ITypeSymbol type) =>
        type.Name.EndsWith(ProxySuffix, StringComparison.Ordinal)
        && type is INamedTypeSymbol { InstanceConstructors: var constructors }
        && constructors.Any(static constructor => constructor.Parameters.Length >= 2 && IsRegistry(constructor.Parameters[1].Type));

    /// <summary>Returns whether a method or constructor of this project creates a proxy around its parameter.</summary>
    public static bool WrapsParameter(IParameterSymbol parameter, CancellationToken cancellationToken) => parameter.ContainingSymbol.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes())
        .Select(static node => node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Extension, Expression: var instance }, ArgumentList.Arguments: var arguments } =>
                arguments.Select(static argument => argument.Expression).Prepend(instance),
            ObjectCreationExpressionSyntax { Type: var type, ArgumentList.Arguments: var arguments } when type.ToString().EndsWith(ProxySuffix, StringComparison.Ordinal) =>
                arguments.Select(static argument => argument.Expression),
            _ => [],
        })
        .Any(wrapped => wrapped.Any(expression => expression is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name));

    // By ordinal, because named arguments can have any order.
    private static IOperation? FindFirst(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static bool IsRegistry(ITypeSymbol type) =>
        type is { Name: "AspectRegistry", ContainingNamespace: { Name: "Aspects", ContainingNamespace.IsGlobalNamespace: true } };
}
