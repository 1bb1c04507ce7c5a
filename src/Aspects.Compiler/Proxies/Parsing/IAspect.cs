using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>An aspect for the parsers of proxies: its attributes, its obstacles and its parser.</summary>
internal interface IAspect
{
    /// <summary>
    /// Returns whether an interface, its members or its base interfaces have an attribute of the aspect.
    /// </summary>
    bool IsUsedBy(INamedTypeSymbol type);

    /// <summary>Lists the interfaces that assembly attributes name, without repeats.</summary>
    IEnumerable<INamedTypeSymbol> GetExternalInterfaces(Compilation compilation);

    /// <summary>Finds the reasons why the aspect prevents the proxy of an interface.</summary>
    IEnumerable<Refusal> FindRefusals(INamedTypeSymbol type, Compilation compilation);

    /// <summary>
    /// Returns the reason why the aspect refuses a member; <see langword="null"/> if the member is supported.
    /// </summary>
    string? ReasonAgainst(ISymbol member, INamedTypeSymbol type, Compilation compilation);

    /// <summary>
    /// Creates the parser for one interface; <see langword="null"/> if an attribute of the aspect is unfinished.
    /// </summary>
    IAspectParser? CreateParser(ProxyScope scope);
}

/// <summary>Parses the attributes of one aspect on one interface.</summary>
internal interface IAspectParser
{
    /// <summary>Parses a method or accessor; <see langword="null"/> if the aspect does not cover the call.</summary>
    CallAspectModel? Parse(IMethodSymbol call);

    /// <summary>Completes the model of the aspect. Requires that all calls are parsed.</summary>
    ParsedAspect Complete();
}

/// <summary>The input of the parser of an aspect for one interface.</summary>
/// <param name="Type">The interface.</param>
/// <param name="Types">Writes the types of the proxy.</param>
/// <param name="Reserved">The names that the proxy cannot use for new declarations.</param>
/// <param name="Locals">The names that every proxy declares.</param>
/// <param name="Arity">The number of type parameters of the proxy.</param>
/// <param name="Compilation">The compilation of the proxy.</param>
internal sealed record ProxyScope(
    INamedTypeSymbol Type, TypeNames Types, ReservedNames Reserved, LocalNames Locals, int Arity, Compilation Compilation);

/// <summary>A parsed aspect.</summary>
/// <param name="Model">What the aspect adds to the proxy.</param>
/// <param name="Named">The symbols that the attributes name and the proxy uses.</param>
/// <param name="FlowWarnings">The warnings that the code of the aspect raises in the bodies of members.</param>
/// <param name="IsObsolete">Whether only obsolete code may contain the code of the aspect.</param>
internal sealed record ParsedAspect(
    ProxyAspectModel Model, IReadOnlyCollection<ISymbol> Named, IReadOnlyCollection<string> FlowWarnings, bool IsObsolete);
