using System.Text;

namespace Aspects.Compiler;

/// <summary>Writes indented lines of code. Every line ends with LF on every machine.</summary>
internal sealed class SourceWriter
{
    /// <summary>The largest number of columns in a line. Longer code is wrapped.</summary>
    public const int MaxColumns = 120;

    private const int SpacesPerLevel = 4;
    private const int UsualLength = 8_192;
    private readonly StringBuilder _text = new(UsualLength);
    private int _depth;

    /// <summary>Writes one or more lines at the current depth. Empty lines get no indentation.</summary>
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

    /// <summary>Writes code on one line if the line is short enough, otherwise with one item on each line.</summary>
    public void Write(ListedCode code) => Write(Layout(code));

    /// <summary>
    /// Writes an <c>if</c>: on one line with a single short statement, otherwise as a block and a blank line.
    /// </summary>
    public void WriteIf(string condition, IReadOnlyList<ListedCode> statements)
    {
        if (statements.Count == 1 && Fits($"{condition} {statements[0]}"))
        {
            Write($"{condition} {statements[0]}");
            return;
        }

        Write(condition);
        Open();
        foreach (var statement in statements) Write(statement);
        Close();
        BlankLine();
    }

    /// <summary>Writes a <c>catch</c> of all exceptions, with a filter that is true if any condition is true.</summary>
    public void WriteCatch(string variable, IReadOnlyList<string> conditions)
    {
        var caught = $"catch (global::System.Exception {variable})";
        var filter = $"when ({string.Join(" || ", conditions)})";
        if (Fits($"{caught} {filter}")) Write($"{caught} {filter}");
        else if (Fits("    " + filter)) Write($"{caught}\n    {filter}");
        else Write($"{caught}\n    when ({string.Join("\n        || ", conditions)})");
    }

    /// <summary>Writes a declaration. If the line is too long, each clause gets its own line.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="clauses">The clauses after the declaration, such as constraints.</param>
    /// <param name="end">The code that ends the last line.</param>
    public void WriteDeclaration(ListedCode declaration, IReadOnlyList<string> clauses, string end = "")
    {
        var line = string.Concat(clauses.Select(static clause => " " + clause)) + end;
        Write(Fits(declaration + line) || clauses.Count == 0
            ? Layout(declaration.Surround("", line))
            : $"{Layout(declaration)}\n    {string.Join("\n    ", clauses)}{end}");
    }

    /// <summary>Writes a member with an expression body. If the line is too long, the body gets its own line.</summary>
    public void WriteExpressionBody(ListedCode declaration, IReadOnlyList<string> clauses, ListedCode body)
    {
        var line = string.Concat(clauses.Select(static clause => " " + clause)) + $" => {body};";
        if (Fits(declaration + line))
        {
            Write(declaration + line);
            return;
        }

        WriteDeclaration(declaration, clauses, " =>");
        Indent();
        Write(body.Surround("", ";"));
        Unindent();
    }

    /// <summary>Writes a blank line, unless the last line is blank.</summary>
    public void BlankLine()
    {
        if (_text[_text.Length - 2] != '\n') _text.Append('\n');
    }

    /// <summary>Opens a block. <see cref="Close"/> ends the block.</summary>
    public void Open()
    {
        Write("{");
        Indent();
    }

    public void Close()
    {
        Unindent();
        Write("}");
    }

    public void Indent() => _depth++;

    public void Unindent() => _depth--;

    /// <summary>Returns whether a line at the current depth has at most <see cref="MaxColumns"/> columns.</summary>
    public bool Fits(string line) => (_depth * SpacesPerLevel) + line.Length <= MaxColumns;

    public override string ToString() => _text.ToString();

    // If the head alone is too long, a single item stays on the line of the head.
    private string Layout(ListedCode code) =>
        Fits(code.ToString()) || (code.Items.Count == 1 && !Fits(code.Head)) ? code.ToString() : code.Wrap();
}
