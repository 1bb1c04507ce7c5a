namespace Aspects;

/// <summary>The place that set a setting.</summary>
/// <param name="Level">The level of precedence.</param>
/// <param name="Source">The place, for people.</param>
internal sealed record SettingOrigin(SettingLevel Level, string Source);
