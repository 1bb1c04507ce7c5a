using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.Compiler;

/// <summary>Parses an interface to the model of its proxy.</summary>
internal static class InterfaceParser
{
    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    // File names have no @ before keywords.
    private static readonly SymbolDisplayFormat HintFormat = NamespaceFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Returns whether a node is an interface with attributes or with a base list.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) =>
        node is InterfaceDeclarationSyntax declaration
        && (declaration.BaseList is not null || declaration.AttributeLists.Count > 0 || declaration.Members.Any(HasAttribute));

    /// <summary>
    /// Parses an interface; <see langword="null"/> without an attribute of an aspect, or if the proxy is refused.
    /// </summary>
    public static ProxyModel? Parse(GeneratorSyntaxContext context, AspectSet aspects, CancellationToken cancellationToken)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is not INamedTypeSymbol type
            || !IsFirstCandidate(context.Node, type, cancellationToken)
            || !aspects.IsUsedBy(type)
            || Proxyability.FindRefusals(type, aspects, context.SemanticModel.Compilation).Any())
        {
            return null;
        }

        var baseName = ProxyNames.ChooseOwn(type, aspects, context.SemanticModel.Compilation);
        return Parse(type, baseName, aspects, context.SemanticModel.Compilation, cancellationToken);
    }

    /// <summary>
    /// Parses an interface that can have a proxy; <see langword="null"/> if an attribute is unfinished.
    /// </summary>
    public static ProxyModel? Parse(
        INamedTypeSymbol type, string baseName, AspectSet aspects, Compilation compilation, CancellationToken cancellationToken)
    {
        var members = InOrder(InterfaceMembers.GetMembers(type), type);
        var types = new TypeNames(CompilationContext.Get(compilation));
        var names = ReservedNames.Collect(members);
        var typeParameters = TypeParameterParser.ParseAround(type, baseName, types, names);
        var locals = new LocalNames(names.MakeUnique("_inner"), ProxyNames.IsVarAType(type, compilation));
        var scope = new ProxyScope(type, types, names, locals, typeParameters.Count, compilation);
        if (aspects.CreateParsers(scope) is not { } aspectParsers) return null;

        var parser = new MemberParser(type, types, names, aspectParsers);
        var models = new List<MemberModel>();
        foreach (var member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (parser.Parse(member) is { } model) models.Add(model);
        }

        var parsed = aspectParsers.Select(static aspect => aspect.Complete()).ToList();
        var isPublic = ExtensionVisibility.IsPublic(type, compilation.Assembly);
        var warnings = InheritedWarnings
            .Find(type, members, parsed.SelectMany(static aspect => aspect.Named), CompilationContext.Get(compilation))
            .Concat(isPublic ? ExtensionVisibility.FindWarnings(compilation.Assembly) : []);
        return new ProxyModel(
            Namespace: type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NamespaceFormat),
            HintName: WriteHintName(type),
            InterfaceType: types.Write(type),
            InterfaceReference: types.WriteReference(type),
            InterfaceDefinition: types.WriteUnbound(type),
            DisplayName: type.ToDisplayString(),
            baseName,
            typeParameters,
            isPublic,
            IsUnsafe: PointerTypes.HasPointerInName(type),
            IsObsolete: Obsoletion.IsObsolete(type) || parsed.Exists(static aspect => aspect.IsObsolete),
            warnings.ToEquatableArray(),
            FlowWarnings.Find(members, parsed.SelectMany(static aspect => aspect.FlowWarnings)),
            CompilationContext.Get(compilation).Aliases.Names.ToEquatableArray(),
            locals,
            parsed.Select(static aspect => aspect.Model).ToEquatableArray(),
            models.ToEquatableArray());
    }

    /// <summary>
    /// Orders the members of partial interfaces by file and position, because the order of files is not fixed.
    /// </summary>
    private static List<ISymbol> InOrder(IEnumerable<ISymbol> members, INamedTypeSymbol type)
    {
        if (!type.AllInterfaces.Insert(0, type).Any(static declared => declared.DeclaringSyntaxReferences.Length > 1)) return [.. members];
        return
        [
            .. members
                .OrderBy(member => SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? "" : member.ContainingType.ToDisplayString(), StringComparer.Ordinal)
                .ThenBy(static member => member.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static member => member.Locations[0].SourceSpan.Start),
        ];
    }

    // Only the first candidate part of a partial interface makes the model.
    private static bool IsFirstCandidate(SyntaxNode node, INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .First(declaration => IsCandidate(declaration, cancellationToken)) == node;

    private static bool HasAttribute(MemberDeclarationSyntax member) =>
        member.AttributeLists.Count > 0
        || (member is BasePropertyDeclarationSyntax { AccessorList: { } accessors }
            && accessors.Accessors.Any(static accessor => accessor.AttributeLists.Count > 0));

    // A + precedes a nested type, as in the runtime. With a dot, a type in a namespace could have the same name.
    private static string WriteHintName(INamedTypeSymbol type)
    {
        var name = string.Join("+", TypeParts.GetContainingTypes(type).Append(type).Select(static part => part.Arity == 0
            ? part.Name
            : part.Name + "{" + string.Join(",", part.TypeArguments.Select(WriteHintArgument)) + "}"));
        return type.ContainingNamespace.IsGlobalNamespace ? name : $"{type.ContainingNamespace.ToDisplayString(HintFormat)}.{name}";
    }

    // File names cannot contain the characters of generics, nullable types, pointers, aliases and literals.
    private static string WriteHintArgument(ITypeSymbol argument) =>
        string.Concat(argument.ToDisplayString(HintFormat).Select(static character => character switch
        {
            '<' => '{',
            '>' => '}',
            '?' or '*' or ':' or '"' or '/' or '\\' or '|' => '_',
            _ => character,
        }));
}
