using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Finds the warnings about nullability and <c>[DoesNotReturn]</c> that the code of a guarded call raises.
/// </summary>
internal static class GuardFlowWarnings
{
    private const string NullArgument = "CS8604";
    private const string NullWhereDisallowed = "CS8607";
    private const string NullOnExit = "CS8777";

    public static IEnumerable<string> Find(IMethodSymbol call, Fallback? fallback)
    {
        // A rejected task is returned without a call, so that the callee keeps no promise about its arguments.
        var isTask = ReturnTypes.GetTaskShape(call.ReturnType) != TaskShape.None;
        if (isTask && call.Parameters.Any(static parameter => FlowAttributes.HasAny(parameter.GetAttributes(), "NotNullAttribute"))) yield return NullOnExit;
        if (isTask && FlowAttributes.DoesNotReturn(call)) yield return FlowWarnings.ReturnsAfterAll;

        // The callee may have left null in the arguments that the fallback gets.
        if (fallback is null) yield break;
        if (!isTask && fallback.OnFailure && call.Parameters.Any(IsLeftNullByReference))
        {
            yield return FlowWarnings.NullAssignment;
            yield return NullWhereDisallowed;
        }

        if (call.Parameters.Any(static parameter => parameter.RefKind == RefKind.None && FlowAttributes.HasAny(parameter.GetAttributes(), "MaybeNullAttribute"))) yield return NullArgument;
    }

    private static bool IsLeftNullByReference(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.Ref
        && FlowAttributes.HasAny(parameter.GetAttributes(), "DisallowNullAttribute", "MaybeNullAttribute", "MaybeNullWhenAttribute");
}
