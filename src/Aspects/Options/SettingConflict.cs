namespace Aspects;

/// <summary>A setting for which two sources give one breaker different values.</summary>
internal sealed record SettingConflict(string Setting, string Value, string OtherValue);
