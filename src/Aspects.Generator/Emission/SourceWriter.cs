using System.Text;

namespace Aspects.Generator.Emission;

/// <summary>Writes lines of code at a depth, with LF at their ends whatever the machine.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a text of one or more lines, each at the present depth; empty ones stay empty.</summary>
    public void Write(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            var text = line.TrimEnd('\r');
            if (text.Length > 0) _text.Append(' ', _depth * SpacesPerLevel).Append(text);
            _text.Append('\n');
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
