using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reports diagnostics.</summary>
internal static class Reporting
{
    /// <summary>Returns a reporter that skips a message that it has reported at the same location before.</summary>
    public static Action<Diagnostic> SkipRepeats(Action<Diagnostic> report)
    {
        var reported = new HashSet<(Location, string)>();
        return diagnostic =>
        {
            if (reported.Add((diagnostic.Location, diagnostic.GetMessage(CultureInfo.InvariantCulture)))) report(diagnostic);
        };
    }
}
