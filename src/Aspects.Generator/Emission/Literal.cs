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

    /// <summary>A text inside a comment of one line: what is not printable is written as in a literal.</summary>
    public static string InDocumentation(string text) => SecurityElement.Escape(SymbolDisplay.FormatLiteral(text, quote: false));
}
