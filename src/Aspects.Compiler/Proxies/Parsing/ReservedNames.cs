using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The names that are taken in a proxy: by parameters, type parameters, and what the proxy declares.</summary>
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

    /// <summary>A name that is not taken, and is from now on: the wanted one, or that with a number.</summary>
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
