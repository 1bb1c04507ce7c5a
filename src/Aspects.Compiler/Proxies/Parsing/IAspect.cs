using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// An aspect as the parsers of proxies know it: where it applies, what it cannot do, and how it is parsed.
/// </summary>
internal interface IAspect
{
    /// <summary>
    /// Whether an interface, a member of it, or something it inherits carries an attribute of the aspect.
    /// </summary>
    bool IsUsedBy(INamedTypeSymbol type);

    /// <summary>Lists the interfaces that attributes on the assembly name, each once.</summary>
    IEnumerable<INamedTypeSymbol> GetExternalInterfaces(Compilation compilation);

    /// <summary>Finds the reasons of the aspect against a proxy of an interface as a whole.</summary>
    IEnumerable<Refusal> FindRefusals(INamedTypeSymbol type, Compilation compilation);

    /// <summary>
    /// The reason of the aspect against a member, as in a refusal; <see langword="null"/> where there is none.
    /// </summary>
    string? ReasonAgainst(ISymbol member, INamedTypeSymbol type, Compilation compilation);

    /// <summary>
    /// Creates the parser for one interface; <see langword="null"/> while an attribute of the aspect is unfinished.
    /// </summary>
    IAspectParser? CreateParser(ProxyScope scope);
}

/// <summary>Parses the attributes of one aspect on one interface.</summary>
internal interface IAspectParser
{
    /// <summary>
    /// The model of the aspect at a method or accessor; <see langword="null"/> where the aspect does not cover the
    /// call.
    /// </summary>
    CallAspectModel? Parse(IMethodSymbol call);

    /// <summary>Completes the model after the last call: what the aspect adds to the proxy.</summary>
    ParsedAspect Complete();
}

/// <summary>What a parser gives an aspect to parse one interface.</summary>
/// <param name="Type">The interface.</param>
/// <param name="Types">Writes the types of the proxy.</param>
/// <param name="Reserved">The names that the proxy has already.</param>
/// <param name="Locals">The names that every proxy declares.</param>
/// <param name="Arity">The number of type parameters of the proxy.</param>
/// <param name="Compilation">The compilation of the proxy.</param>
internal sealed record ProxyScope(
    INamedTypeSymbol Type, TypeNames Types, ReservedNames Reserved, LocalNames Locals, int Arity, Compilation Compilation);

/// <summary>A parsed aspect.</summary>
/// <param name="Model">What the aspect adds to the proxy.</param>
/// <param name="Named">What its attributes name and the proxy uses.</param>
/// <param name="FlowWarnings">The warnings that its code raises in the bodies of members.</param>
/// <param name="IsObsolete">Whether only obsolete code may contain its code.</param>
internal sealed record ParsedAspect(
    ProxyAspectModel Model, IReadOnlyCollection<ISymbol> Named, IReadOnlyCollection<string> FlowWarnings, bool IsObsolete);
