using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Finds the reasons against a proxy, for the generator and for the analyzer of ASPECT0003.</summary>
/// <remarks>The generator writes no file for such an interface. The analyzer reports each reason.</remarks>
internal static class Proxyability
{
    public static IEnumerable<Refusal> FindRefusals(INamedTypeSymbol type, AspectSet aspects, Compilation compilation)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp13 } csharp)
        {
            yield return new Refusal(
                type, $"is in a project compiled as C# {csharp.LanguageVersion.ToDisplayString()}. Generated proxies need C# 13 or later.");
        }

        if (InaccessibleReason(type, compilation) is { } reason)
        {
            yield return new Refusal(type, reason);
            yield break;
        }

        if (TypeParts.Enumerate(type).Any(static part => part is IDynamicTypeSymbol)) yield return new Refusal(type, "has dynamic as a type argument, and no type implements such an interface. Use object instead.");

        foreach (var refusal in aspects.FindRefusals(type, compilation)) yield return refusal;
        foreach (var member in InterfaceMembers.GetMembers(type))
        {
            var obstacle = ReasonAgainst(member, compilation) ?? aspects.ReasonAgainst(member, type, compilation);
            if (obstacle is not null) yield return new Refusal(member, obstacle);
        }
    }

    private static string? InaccessibleReason(INamedTypeSymbol type, Compilation compilation)
    {
        if (TypeParts.GetContainingTypes(type).Append(type).Any(static part => part.IsFileLocal))
        {
            return "is local to its file, where generated code cannot reach it. Make it internal.";
        }

        return compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            ? null
            : "is not accessible outside its containing type. Make it internal or public.";
    }

    private static string? ReasonAgainst(ISymbol member, Compilation compilation)
    {
        if (member.IsStatic)
        {
            var kind = member.IsAbstract ? "abstract" : "virtual";
            return $"is static {kind}, and a proxy forwards only to an instance. Move it to another interface.";
        }

        if (member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator })
        {
            return "is an operator, which a proxy cannot forward. Use a method, or move it to another interface.";
        }

        if (FormReason(member) is { } formReason) return formReason;

        if (!IsAccessible(member, compilation))
        {
            var isHere = SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly);
            return $"is not accessible to the proxy. Make it {(isHere ? "public or internal" : "public")}.";
        }

        return TwinReason(member) ?? PriorityReason(member, compilation) ?? SignatureReason(member, compilation);
    }

    // Other languages allow names and properties that C# cannot express.
    private static string? FormReason(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: false, Parameters.IsEmpty: false } => "is a property with parameters, which C# cannot implement. Move it to another interface.",
        IPropertySymbol { IsIndexer: true } => null,
        _ when member.Name.Length > 0 && !SyntaxFacts.IsValidIdentifier(member.Name) => "has a name that C# does not allow. Rename it, or move it to another interface.",
        _ => null,
    };

    // Two members such as M(T) and M(int) have one signature in IBase<int>. C# can implement neither alone.
    private static string? TwinReason(ISymbol member)
    {
        var declaring = member.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(declaring, declaring.OriginalDefinition)) return null;
        var twin = declaring.GetMembers(member.Name).FirstOrDefault(other => !SymbolEqualityComparer.Default.Equals(other, member) && HasSameSignature(member, other));
        return twin is null ? null : $"has in {declaring.ToDisplayString()} the signature of {twin.OriginalDefinition.ToDisplayString()}, so that C# can implement neither. Rename one of them.";
    }

    private static string? PriorityReason(ISymbol member, Compilation compilation) => OverloadPriority.FindWinner(member, compilation) is { } winner
        ? $"loses every call to {winner.ToDisplayString()}, which has a higher [OverloadResolutionPriority]. Give both the same priority, or rename one of them."
        : null;

    private static bool HasSameSignature(ISymbol member, ISymbol other) => (member, other) switch
    {
        (IMethodSymbol one, IMethodSymbol two) => one.Arity == two.Arity && AreSame(one.Parameters, two.Parameters),
        (IPropertySymbol one, IPropertySymbol two) => AreSame(one.Parameters, two.Parameters),
        _ => false,
    };

    private static bool AreSame(ImmutableArray<IParameterSymbol> some, ImmutableArray<IParameterSymbol> others) =>
        some.Length == others.Length
        && some.Zip(others, static (one, other) => one.RefKind == other.RefKind && SymbolEqualityComparer.Default.Equals(one.Type, other.Type)).All(static same => same);

    private static bool IsAccessible(ISymbol member, Compilation compilation) =>
        CompilationContext.Get(compilation).IsAccessible(member)
        && (member is not IPropertySymbol property || InterfaceMembers.GetAccessors(property).All(CompilationContext.Get(compilation).IsAccessible));

    private static string? SignatureReason(ISymbol member, Compilation compilation)
    {
        if (member is IMethodSymbol { IsVararg: true }) return "takes __arglist, which a proxy cannot forward. Move it to another interface.";

        if (member is IMethodSymbol { IsGenericMethod: true } method && NullableAroundType.Find(method) is { } nested)
        {
            return $"uses {nested.ToDisplayString()}, whose nullable type argument no explicit implementation can repeat. Remove the ?, or move the member to another interface.";
        }

        foreach (var type in MemberSignature.GetTypesWithConstraints(member))
        {
            if (type.SpecialType is SpecialType.System_TypedReference or SpecialType.System_ArgIterator or SpecialType.System_RuntimeArgumentHandle)
            {
                return $"uses {type.ToDisplayString()}, which a proxy cannot forward. Move it to another interface.";
            }

            if (PointerTypes.HasPointer(type) && compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
            {
                return "has pointers in its signature, which need unsafe code. Set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.";
            }

            if (!CompilationContext.Get(compilation).IsAccessible(type))
            {
                return $"uses {type.ToDisplayString()}, which is not accessible to the proxy. Make that type internal or public.";
            }
        }

        return null;
    }
}

/// <summary>A symbol that prevents a proxy, and the reason: a predicate, then a sentence with the fix.</summary>
internal readonly record struct Refusal(ISymbol Symbol, string Reason);
