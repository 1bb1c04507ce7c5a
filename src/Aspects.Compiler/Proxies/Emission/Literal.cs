using System.Globalization;
using System.Security;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Values as code.</summary>
internal static class Literal
{
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(SettingModel setting)
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

    /// <summary>A text inside a comment of one line: what is not printable is written as in a literal.</summary>
    public static string InDocumentation(string text) => SecurityElement.Escape(SymbolDisplay.FormatLiteral(text, quote: false));
}
