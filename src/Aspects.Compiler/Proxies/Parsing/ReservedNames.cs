using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// The names that new declarations of a proxy cannot use: parameters, type parameters, and earlier declarations.
/// </summary>
internal sealed class ReservedNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public static ReservedNames Collect(IEnumerable<ISymbol> members)
    {
        var names = new ReservedNames();
        foreach (var member in members)
        {
            names._taken.UnionWith(MemberSignature.GetParameters(member).Select(ParameterNames.Choose));
            names._taken.UnionWith(MemberSignature.GetTypeParameters(member).Select(static parameter => parameter.Name));
        }

        return names;
    }

    public void Reserve(string name) => _taken.Add(name);

    /// <summary>Reserves a name, with a number if the name is reserved already.</summary>
    public string MakeUnique(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = FormattableString.Invariant($"{wanted}{number}");
        }

        return name;
    }
}
