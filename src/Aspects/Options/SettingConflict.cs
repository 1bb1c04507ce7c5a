namespace Aspects;

/// <summary>A setting that two sources give for one breaker with different values.</summary>
internal sealed record SettingConflict(string Setting, string Value, string OtherValue);
