using System.Text;
using System.Text.RegularExpressions;

namespace Aspects.Compiler;

/// <summary>Writes documentation comments.</summary>
internal static class Documentation
{
    private const string LinePrefix = "/// ";

    // A tag and its attributes are one word.
    private static readonly Regex Word = new("(<[^>]*>|[^ <])+", RegexOptions.CultureInvariant);

    /// <summary>
    /// Writes an element: on one line if the line is short enough, otherwise with the text on separate lines.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="element">The name of the element, with attributes.</param>
    /// <param name="text">The text, which may contain markup.</param>
    public static void Write(SourceWriter writer, string element, string text)
    {
        var end = $"</{element.Split(' ')[0]}>";
        var line = $"{LinePrefix}<{element}>{text}{end}";
        if (writer.Fits(line))
        {
            writer.Write(line);
            return;
        }

        writer.Write($"{LinePrefix}<{element}>");
        foreach (var part in Wrap(writer, text)) writer.Write(part);
        writer.Write(LinePrefix + end);
    }

    private static IEnumerable<string> Wrap(SourceWriter writer, string text)
    {
        var line = new StringBuilder(LinePrefix);
        foreach (Match word in Word.Matches(text))
        {
            if (line.Length > LinePrefix.Length && !writer.Fits($"{line} {word.Value}"))
            {
                yield return line.ToString();
                line.Clear().Append(LinePrefix);
            }

            if (line.Length > LinePrefix.Length) line.Append(' ');
            line.Append(word.Value);
        }

        yield return line.ToString();
    }
}
