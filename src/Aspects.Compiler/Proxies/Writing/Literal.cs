using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Writes values as code.</summary>
internal static class Literal
{
    public static string Write(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Writes a text for a documentation comment, with escapes for markup and unprintable characters.
    /// </summary>
    public static string WriteDocumentation(string text) =>
        SymbolDisplay.FormatLiteral(text, quote: false).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
