using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>How diagnostics are reported.</summary>
internal static class Reports
{
    /// <summary>Reports what is the same at the same place once.</summary>
    public static Action<Diagnostic> Once(Action<Diagnostic> report)
    {
        var said = new HashSet<(Location, string)>();
        return diagnostic =>
        {
            if (said.Add((diagnostic.Location, diagnostic.GetMessage(CultureInfo.InvariantCulture)))) report(diagnostic);
        };
    }
}
