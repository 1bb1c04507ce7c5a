namespace Aspects.Compiler;

/// <summary>Writes type parameters as code. Without type parameters the code is empty.</summary>
internal static class TypeParameters
{
    public static string Declare(EquatableArray<TypeParameterModel> parameters) =>
        InBrackets(parameters, static parameter => parameter.Attributes + parameter.Name);

    public static string Pass(EquatableArray<TypeParameterModel> parameters) =>
        InBrackets(parameters, static parameter => parameter.Name);

    public static IReadOnlyList<string> Constrain(EquatableArray<TypeParameterModel> parameters) =>
    [
        .. parameters.Where(static parameter => parameter.Constraint.Length > 0)
            .Select(static parameter => $"where {parameter.Name} : {parameter.Constraint}"),
    ];

    private static string InBrackets(EquatableArray<TypeParameterModel> parameters, Func<TypeParameterModel, string> write) =>
        parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select(write))}>";
}
