using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Analyzers;

/// <summary>Code that puts a proxy around an instance: the generated extension, or the constructor of a proxy.</summary>
internal static class WithCircuitBreaker
{
    private const string Extension = "WithCircuitBreaker";
    private const string ProxySuffix = "CircuitBreakerProxy";

    /// <summary>The instance that an operation puts a proxy around; <see langword="null"/> where it does not.</summary>
    public static IOperation? InstanceOf(IOperation operation) => operation switch
    {
        // By its name: while code is typed, the extension may not have been generated yet.
        IInvocationOperation { TargetMethod: { Name: Extension, IsStatic: true, Parameters.Length: >= 2 } method, Arguments: var arguments }
            when IsRegistry(method.Parameters[1].Type) => arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value,
        IObjectCreationOperation { Type: { } type, Arguments: { Length: >= 2 } arguments } when IsProxy(type) => arguments[0].Value,
        _ => null,
    };

    public static bool IsProxy(ITypeSymbol type) => type.Name.EndsWith(ProxySuffix, StringComparison.Ordinal);

    /// <summary>An operation without the conversions around it.</summary>
    public static IOperation WithoutConversions(IOperation operation) =>
        operation is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : operation;

    private static bool IsRegistry(ITypeSymbol type) =>
        type is { Name: "CircuitBreakerRegistry", ContainingNamespace: { Name: "Aspects", ContainingNamespace.IsGlobalNamespace: true } };
}
