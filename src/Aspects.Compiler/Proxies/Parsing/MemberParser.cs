using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Parses the members of an interface.</summary>
internal sealed class MemberParser(INamedTypeSymbol proxied, TypeNames types, ReservedNames names, IReadOnlyList<IAspectParser> aspects)
{
    private static readonly SymbolDisplayFormat SignatureFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeModifiers,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Parses a member; <see langword="null"/> for a part of another member, such as an accessor.</summary>
    public MemberModel? Parse(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => ParseMethod(method),
        IPropertySymbol property => ParseProperty(property),
        IEventSymbol declared => ParseEvent(declared),
        _ => null,
    };

    private MethodModel ParseMethod(IMethodSymbol method)
    {
        // Order: type parameters before the signature, because parsing may rename them.
        var typeParameters = TypeParameterParser.ParseMethod(method, proxied, types, names);
        return new MethodModel(
            types.Write(method.ContainingType),
            IsInherited(method),
            TypeNames.Escape(method.Name),
            WriteSignature(method),
            PointerTypes.HasPointerInSignature(method),
            RepeatedAttributes.WriteLines(method),
            typeParameters,
            ParseParameters(method.Parameters),
            ParseReturn(method.ReturnType, method.RefKind),
            ParseAspects(method));
    }

    private PropertyModel ParseProperty(IPropertySymbol property) => new(
        types.Write(property.ContainingType),
        IsInherited(property),
        property.IsIndexer ? "this" : TypeNames.Escape(property.Name),
        WriteSignature(property),
        PointerTypes.HasPointerInSignature(property),
        RepeatedAttributes.WriteLines(property),
        ParseParameters(property.Parameters),
        ParseReturn(property.Type, property.RefKind),
        ParseAccessor(property.GetMethod),
        ParseAccessor(property.SetMethod));

    private EventModel ParseEvent(IEventSymbol declared) => new(
        types.Write(declared.ContainingType),
        IsInherited(declared),
        TypeNames.Escape(declared.Name),
        WriteSignature(declared),
        PointerTypes.HasPointerInSignature(declared),
        RepeatedAttributes.WriteLines(declared),
        types.Write(declared.Type));

    private AccessorModel? ParseAccessor(IMethodSymbol? accessor) =>
        accessor is null || !InterfaceMembers.IsImplemented(accessor)
            ? null
            : new AccessorModel(accessor.IsInitOnly, RepeatedAttributes.WriteLines(accessor), ParseAspects(accessor));

    // Writes the signature only if the name is ambiguous, because signatures take most of the generator's time.
    private string WriteSignature(ISymbol member)
    {
        var isNameEnough = member is not IPropertySymbol { IsIndexer: true }
            && InterfaceMembers.GetInterfaces(proxied).Sum(declaring => declaring.GetMembers(member.Name).Length) == 1;
        if (isNameEnough) return member.Name;
        var format = IsInherited(member)
            ? SignatureFormat
            : SignatureFormat.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);
        return member.ToDisplayString(format);
    }

    private EquatableArray<CallAspectModel> ParseAspects(IMethodSymbol call) =>
        aspects.Select(aspect => aspect.Parse(call)).OfType<CallAspectModel>().ToEquatableArray();

    private bool IsInherited(ISymbol member) => !SymbolEqualityComparer.Default.Equals(member.ContainingType, proxied);

    private EquatableArray<ParameterModel> ParseParameters(ImmutableArray<IParameterSymbol> parameters) =>
        parameters.Select(ParseParameter).ToEquatableArray();

    private ParameterModel ParseParameter(IParameterSymbol parameter)
    {
        // An argument of type dynamic would bind the call at run time. In signatures, object and dynamic are the same
        // type.
        var type = parameter.Type.TypeKind == TypeKind.Dynamic
            ? parameter.NullableAnnotation == NullableAnnotation.Annotated ? "object?" : "object"
            : types.Write(parameter.Type);

        // An out parameter is scoped without the modifier. If a type argument makes the type an ordinary type, C#
        // rejects the modifier.
        var scoped = parameter is { ScopedKind: not ScopedKind.None, RefKind: not RefKind.Out } && CanBeScoped(parameter) ? "scoped " : "";
        var (declared, passed) = parameter.RefKind switch
        {
            RefKind.Ref => ("ref ", "ref "),
            RefKind.Out => ("out ", "out "),
            RefKind.In => ("in ", "in "),
            RefKind.RefReadOnlyParameter => ("ref readonly ", "in "),
            _ => ("", ""),
        };
        var attributes = RepeatedAttributes.WriteInline(parameter);
        var name = ParameterNames.Write(parameter);
        return new ParameterModel($"{attributes}{scoped}{declared}{type} {name}", passed + name, parameter.RefKind is RefKind.None or RefKind.In ? name : null);
    }

    private static bool CanBeScoped(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None || parameter.Type is { IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true };

    private ReturnModel ParseReturn(ITypeSymbol type, RefKind refKind)
    {
        if (type.SpecialType == SpecialType.System_Void) return new ReturnModel(ReturnKind.Void, "void", Result: null);

        var kind = ReturnTypes.GetTaskShape(type) switch
        {
            _ when refKind == RefKind.Ref => ReturnKind.Reference,
            _ when refKind == RefKind.RefReadOnly => ReturnKind.ReadOnlyReference,
            TaskShape.Task => ReturnKind.Task,
            TaskShape.TaskOfResult => ReturnKind.TaskOfResult,
            TaskShape.ValueTask => ReturnKind.ValueTask,
            TaskShape.ValueTaskOfResult => ReturnKind.ValueTaskOfResult,
            _ => ReturnTypes.GetStreamShape(type) switch
            {
                StreamShape.AsyncEnumerable => ReturnKind.AsyncEnumerable,
                StreamShape.Observable => ReturnKind.Observable,
                _ => ReturnKind.Value,
            },
        };
        var result = kind is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult
            ? types.Write(((INamedTypeSymbol)type).TypeArguments[0])
            : null;
        return new ReturnModel(kind, WriteRef(refKind) + types.Write(type), result, IsJudgeable(type));
    }

    // The type of a judged result is a type argument. A dynamic result would bind the call at run time.
    private static bool IsJudgeable(ITypeSymbol type) =>
        !type.IsRefLikeType
        && type is not ITypeParameterSymbol { AllowsRefLikeType: true }
        && type.TypeKind is not (TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer);

    private static string WriteRef(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };
}
