using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Code that puts a proxy around an instance: the generated extension, or the constructor of a proxy.</summary>
internal static class WithAspects
{
    private const string Extension = "WithAspects";
    private const string ProxySuffix = "Proxy";

    /// <summary>The instance that an operation puts a proxy around; <see langword="null"/> where it does not.</summary>
    public static IOperation? InstanceOf(IOperation operation) => operation switch
    {
        // By its name: while code is typed, the extension may not have been generated yet.
        IInvocationOperation { TargetMethod: { Name: Extension, IsStatic: true, Parameters.Length: >= 2 } method, Arguments: var arguments }
            when IsRegistry(method.Parameters[1].Type) => FirstOf(arguments),
        IObjectCreationOperation { Type: { } type, Arguments: { Length: >= 2 } arguments } when IsProxy(type) => FirstOf(arguments),
        _ => null,
    };

    // The registry tells a generated proxy from a class that the user calls a proxy.
    public static bool IsProxy(ITypeSymbol type) =>
        type.Name.EndsWith(ProxySuffix, StringComparison.Ordinal)
        && type is INamedTypeSymbol { InstanceConstructors: var constructors }
        && constructors.Any(static constructor => constructor.Parameters.Length >= 2 && IsRegistry(constructor.Parameters[1].Type));

    /// <summary>Whether a method of this project, or the class of a constructor, puts a proxy around what a parameter brings.</summary>
    public static bool IsDoneBehind(IParameterSymbol parameter, CancellationToken cancellationToken) => parameter.ContainingSymbol.DeclaringSyntaxReferences
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

    // Arguments with a name may stand in any order.
    private static IOperation? FirstOf(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static bool IsRegistry(ITypeSymbol type) =>
        type is { Name: "AspectRegistry", ContainingNamespace: { Name: "Aspects", ContainingNamespace.IsGlobalNamespace: true } };
}
