using System.Globalization;

namespace Aspects.Analyzers;

/// <summary>Numbers as messages write them, the same in every culture.</summary>
internal static class Numbers
{
    /// <summary>As it would be written in code: <c>0.25</c>.</summary>
    public static string Value(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>For reading: <c>1,000,000</c>.</summary>
    public static string Bound(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
