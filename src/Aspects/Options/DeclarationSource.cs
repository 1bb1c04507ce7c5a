namespace Aspects;

/// <summary>
/// The place that declares settings: a name that the caller gives, or the member, file and line of the call.
/// </summary>
internal readonly record struct DeclarationSource
{
    private readonly string _name;
    private readonly string _file;
    private readonly int _line;

    public DeclarationSource(string? name, string member, string file, int line) =>
        (_name, _file, _line) = name is null ? (member, file, line) : (name, "", 0);

    public override string ToString() => _file.Length == 0 ? _name : FormattableString.Invariant($"{_name} in {_file}:{_line}");
}
