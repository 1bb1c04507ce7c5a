using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>
/// Writes the attributes that an implementation must repeat for the compiler, the trimmer or the platform analyzer.
/// </summary>
/// <remarks>All other attributes are only on the interface.</remarks>
internal static class RepeatedAttributes
{
    private static readonly HashSet<string> Repeated = new(StringComparer.Ordinal)
    {
        "System.Diagnostics.CodeAnalysis.AllowNullAttribute",
        "System.Diagnostics.CodeAnalysis.DisallowNullAttribute",
        "System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute",
        "System.Diagnostics.CodeAnalysis.DoesNotReturnIfAttribute",
        "System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembersAttribute",
        "System.Diagnostics.CodeAnalysis.ExperimentalAttribute",
        "System.Diagnostics.CodeAnalysis.MaybeNullAttribute",
        "System.Diagnostics.CodeAnalysis.MaybeNullWhenAttribute",
        "System.Diagnostics.CodeAnalysis.NotNullAttribute",
        "System.Diagnostics.CodeAnalysis.NotNullIfNotNullAttribute",
        "System.Diagnostics.CodeAnalysis.NotNullWhenAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresAssemblyFilesAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute",
        "System.Runtime.Versioning.ObsoletedOSPlatformAttribute",
        "System.Runtime.Versioning.SupportedOSPlatformAttribute",
        "System.Runtime.Versioning.UnsupportedOSPlatformAttribute",
    };

    private const string Obsolete = "System.ObsoleteAttribute";
    private const string UnscopedRef = "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute";

    private static readonly HashSet<string> Names = new(
        Repeated.Append(Obsolete).Append(UnscopedRef).Select(static name => name.Substring(name.LastIndexOf('.') + 1)), StringComparer.Ordinal);

    /// <summary>Returns the full name of an attribute that may be repeated; otherwise <see langword="null"/>.</summary>
    private static string? FullName(AttributeData attribute) =>
        attribute.AttributeClass is { } type && Names.Contains(type.Name) ? type.ToDisplayString() : null;

    /// <summary>Writes the attributes of a member, one on each line.</summary>
    public static EquatableArray<string> WriteLines(ISymbol member) => (member switch
    {
        IMethodSymbol method => Write(method.GetAttributes(), target: "").Concat(Write(method.GetReturnTypeAttributes(), target: "return: ")),
        IPropertySymbol { DeclaringSyntaxReferences.IsEmpty: true } property => WriteCompiled(property).Distinct(),
        _ => Write(member.GetAttributes(), target: ""),
    }).ToEquatableArray();

    // The compiler stores attributes about the value of a property on its accessors.
    private static IEnumerable<string> WriteCompiled(IPropertySymbol property)
    {
        var attributes = property.GetAttributes();
        if (property.GetMethod is { } get) attributes = attributes.AddRange(get.GetReturnTypeAttributes());
        if (property.SetMethod is { } set) attributes = attributes.AddRange(set.Parameters[set.Parameters.Length - 1].GetAttributes());
        return Write(attributes, target: "");
    }

    /// <summary>Writes the attributes of a parameter or type parameter, with a space after each.</summary>
    public static string WriteInline(ImmutableArray<AttributeData> attributes) =>
        string.Concat(Write(attributes, target: "").Select(static attribute => attribute + " "));

    /// <summary>
    /// Writes the attributes of a parameter, with <c>[UnscopedRef]</c> only on a parameter by reference.
    /// </summary>
    public static string WriteInline(IParameterSymbol parameter)
    {
        var attributes = parameter.GetAttributes();
        var isUnscoped = parameter.RefKind != RefKind.None && attributes.Any(static attribute => FullName(attribute) == UnscopedRef);
        return (isUnscoped ? "[global::System.Diagnostics.CodeAnalysis.UnscopedRef] " : "") + WriteInline(attributes);
    }

    private static IEnumerable<string> Write(ImmutableArray<AttributeData> attributes, string target) =>
        from attribute in attributes
        let name = FullName(attribute)
        where name == Obsolete || (name is not null && Repeated.Contains(name))
        let plain = name.Substring(0, name.Length - "Attribute".Length)
        // Without arguments, [Obsolete] on the implementation suppresses even an error.
        let arguments = name == Obsolete ? "" : WriteArguments(attribute)
        select $"[{target}global::{plain}{arguments}]";

    private static string WriteArguments(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments.Select(Write)
            .Concat(attribute.NamedArguments.Select(static argument => $"{argument.Key} = {Write(argument.Value)}"))
            .ToList();
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    private static string Write(TypedConstant constant) => constant switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Enum, Type: { } type } =>
            $"({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({SymbolDisplay.FormatPrimitive(constant.Value!, quoteStrings: true, useHexadecimalNumbers: false)})",
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})",
        { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol array } =>
            $"new {array.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {{ {string.Join(", ", constant.Values.Select(Write))} }}",
        _ => SymbolDisplay.FormatPrimitive(constant.Value!, quoteStrings: true, useHexadecimalNumbers: false)!,
    };
}
