using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Writes values as code.</summary>
internal static class Literal
{
    public static string Write(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Write(SettingModel setting)
    {
        var number = setting.Value.ToString("R", CultureInfo.InvariantCulture);
        return setting.Kind switch
        {
            SettingKind.Seconds => $"global::System.TimeSpan.FromSeconds({number})",
            SettingKind.Switch => setting.Value == 0 ? "false" : "true",
            SettingKind.Mode => "global::Aspects.CircuitMode." + (setting.Value switch { 0 => "Enforce", 1 => "Monitor", _ => "Disabled" }),
            _ => number,
        };
    }

    /// <summary>A text for a documentation comment: markup is escaped, and what is not printable is written as in a literal.</summary>
    public static string WriteDocumentation(string text) =>
        SymbolDisplay.FormatLiteral(text, quote: false).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
