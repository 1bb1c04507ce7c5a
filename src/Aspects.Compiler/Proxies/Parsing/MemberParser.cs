using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>From the members of an interface to their models.</summary>
internal sealed class MemberParser(INamedTypeSymbol proxied, TypeNames types, ReservedNames names, IReadOnlyList<IAspectParser> aspects)
{
    private static readonly SymbolDisplayFormat SignatureFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeModifiers,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The model of a member; <see langword="null"/> for what is part of another member, such as an accessor.</summary>
    public MemberModel? Parse(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => Method(method),
        IPropertySymbol property => Property(property),
        IEventSymbol declared => Event(declared),
        _ => null,
    };

    private MethodModel Method(IMethodSymbol method)
    {
        // Before anything else: it may rename a type parameter that the signature uses.
        var typeParameters = TypeParameterParser.ParseOf(method, proxied, types, names);
        return new MethodModel(
            types.Write(method.ContainingType),
            IsInherited(method),
            TypeNames.Escape(method.Name),
            Signature(method),
            PointerTypes.HasPointerInSignature(method),
            RepeatedAttributes.WriteLines(method),
            typeParameters,
            Parameters(method.Parameters),
            Return(method.ReturnType, method.RefKind),
            ParseAspects(method));
    }

    private PropertyModel Property(IPropertySymbol property) => new(
        types.Write(property.ContainingType),
        IsInherited(property),
        property.IsIndexer ? "this" : TypeNames.Escape(property.Name),
        Signature(property),
        PointerTypes.HasPointerInSignature(property),
        RepeatedAttributes.WriteLines(property),
        Parameters(property.Parameters),
        Return(property.Type, property.RefKind),
        Accessor(property.GetMethod),
        Accessor(property.SetMethod));

    private EventModel Event(IEventSymbol declared) => new(
        types.Write(declared.ContainingType),
        IsInherited(declared),
        TypeNames.Escape(declared.Name),
        Signature(declared),
        PointerTypes.HasPointerInSignature(declared),
        RepeatedAttributes.WriteLines(declared),
        types.Write(declared.Type));

    private AccessorModel? Accessor(IMethodSymbol? accessor) =>
        accessor is null || !InterfaceMembers.IsImplemented(accessor)
            ? null
            : new AccessorModel(accessor.IsInitOnly, RepeatedAttributes.WriteLines(accessor), ParseAspects(accessor));

    // Only where the name is not enough: writing signatures takes most of the generator's time.
    private string Signature(ISymbol member)
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

    private EquatableArray<ParameterModel> Parameters(ImmutableArray<IParameterSymbol> parameters) =>
        parameters.Select(Parameter).ToEquatableArray();

    private ParameterModel Parameter(IParameterSymbol parameter)
    {
        // An argument of type dynamic would bind the whole call at run time; to the compiler object is the same type.
        var type = parameter.Type.TypeKind == TypeKind.Dynamic
            ? parameter.NullableAnnotation == NullableAnnotation.Annotated ? "object?" : "object"
            : types.Write(parameter.Type);

        // An out parameter is scoped without saying so, and what a type argument has made an ordinary type need not be.
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

    private ReturnModel Return(ITypeSymbol type, RefKind refKind)
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
        return new ReturnModel(kind, Prefix(refKind) + types.Write(type), result, IsJudgeable(type));
    }

    // What cannot be a type argument cannot be judged; what is dynamic would bind the call at run time.
    private static bool IsJudgeable(ITypeSymbol type) =>
        !type.IsRefLikeType
        && type is not ITypeParameterSymbol { AllowsRefLikeType: true }
        && type.TypeKind is not (TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer);

    private static string Prefix(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };
}
