using Microsoft.CodeAnalysis;

namespace Aspects.CodeFixes;

/// <summary>How lines end in a document: what is added to it ends in the same way.</summary>
internal static class Lines
{
    public static string EndIn(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End
            ? text.ToString(new(first.End, first.EndIncludingLineBreak - first.End))
            : "\n";
    }
}
