using System.Globalization;
using System.Security;
using Aspects.Generator.Models;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Generator.Emission;

/// <summary>Values as code.</summary>
internal static class Literal
{
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(SettingModel setting)
    {
        var number = setting.Value.ToString("R", CultureInfo.InvariantCulture);
        return setting.IsSeconds ? $"global::System.TimeSpan.FromSeconds({number})" : number;
    }

    /// <summary>Text inside a documentation comment, which ends with its line.</summary>
    public static string InDocumentation(string text) =>
        SecurityElement.Escape(string.Concat(text.Select(static character => IsLineEnd(character) ? ' ' : character)));

    private static bool IsLineEnd(char character) => character is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';
}
