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

    public static string InDocumentation(string text) => SecurityElement.Escape(text);
}
