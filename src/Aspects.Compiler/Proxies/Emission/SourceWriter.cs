using System.Text;

namespace Aspects.Compiler;

/// <summary>Writes lines of code at a depth, with LF at their ends whatever the machine.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;
    private const int UsualLength = 8_192;
    private readonly StringBuilder _text = new(UsualLength);
    private int _depth;

    /// <summary>Writes a text of one or more lines, each at the present depth; empty ones stay empty.</summary>
    public void Write(string lines)
    {
        for (var start = 0; start <= lines.Length;)
        {
            var end = lines.IndexOf('\n', start);
            if (end < 0) end = lines.Length;
            var length = (end > start && lines[end - 1] == '\r' ? end - 1 : end) - start;
            if (length > 0) _text.Append(' ', _depth * SpacesPerLevel).Append(lines, start, length);
            _text.Append('\n');
            start = end + 1;
        }
    }

    /// <summary>Ends the last line with a semicolon.</summary>
    public void EndStatement() => _text.Insert(_text.Length - 1, ';');

    public void BlankLine() => _text.Append('\n');

    /// <summary>Opens a block; what is written until <see cref="Close"/> stands in it.</summary>
    public void Open()
    {
        Write("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Write("}");
    }

    public override string ToString() => _text.ToString();
}
