using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Finds the warnings that the names in an interface raise in every file that uses them.</summary>
/// <remarks>
/// The author of the interface has accepted these warnings. A user cannot suppress them in generated code.
/// </remarks>
internal sealed class InheritedWarnings
{
    private const string NameInLowerCase = "CS8981";
    private const string BaseWithTwoNullabilities = "CS8645";

    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
    private readonly CompilationContext _context;

    private InheritedWarnings(CompilationContext context) => _context = context;

    /// <param name="type">The interface.</param>
    /// <param name="members">The members of the interface.</param>
    /// <param name="named">The symbols that attributes name and the proxy uses, such as fallbacks, exceptions and
    /// classifiers.</param>
    /// <param name="context">The compilation of the proxy.</param>
    public static EquatableArray<string> Find(
        INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members, IEnumerable<ISymbol> named, CompilationContext context)
    {
        var warnings = new InheritedWarnings(context);
        foreach (var used in named) warnings.Add(used);

        // A proxy does not write the constraints of methods, because explicit implementations inherit them.
        var typeParameters = TypeParts.GetTypeParameters(type).ToList();
        var types = type.AllInterfaces.Prepend<ITypeSymbol>(type)
            .Concat(members.SelectMany(MemberSignature.GetTypes))
            .Concat(typeParameters.SelectMany(static parameter => parameter.ConstraintTypes));
        foreach (var used in types) warnings.Add(used);

        if (InterfaceMembers.GetInterfaces(type).Count() <= type.AllInterfaces.Length) warnings._ids.Add(BaseWithTwoNullabilities);
        if (typeParameters.Concat(members.SelectMany(static member => MemberSignature.GetTypeParameters(member))).Any(IsInLowerCase)) warnings._ids.Add(NameInLowerCase);
        return warnings._ids.ToEquatableArray();
    }

    private void Add(ISymbol symbol)
    {
        if (symbol is not ITypeSymbol type)
        {
            AddIds(symbol);
            return;
        }

        foreach (var part in TypeParts.Enumerate(type).OfType<INamedTypeSymbol>())
        {
            AddIds(part);
            if (part.ContainingAssembly is { } assembly && _context.GetExperimentalId(assembly) is { } id) _ids.Add(id);
        }
    }

    private void AddIds(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            // An id that is not an identifier cannot be suppressed.
            if ((ExperimentalTypes.GetId(attribute) ?? Obsoletion.GetId(attribute)) is { } id && SyntaxFacts.IsValidIdentifier(id)) _ids.Add(id);
        }
    }

    private static bool IsInLowerCase(ITypeParameterSymbol parameter) =>
        parameter.Name.Length > 0 && parameter.Name.All(static character => character is >= 'a' and <= 'z');
}
