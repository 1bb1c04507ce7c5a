namespace Aspects.Compiler;

/// <summary>Code around a list in brackets, such as a call: on one line, or with one item a line.</summary>
/// <param name="Head">The code before the list, with the opening bracket.</param>
/// <param name="Items">The items of the list.</param>
/// <param name="Tail">The code after the list, with the closing bracket.</param>
internal readonly record struct ListedCode(string Head, IReadOnlyList<string> Items, string Tail)
{
    /// <summary>Code without a list, which is never wrapped.</summary>
    public static implicit operator ListedCode(string code) => new(code, [], "");

    public ListedCode Surround(string before, string after) => new(before + Head, Items, Tail + after);

    /// <summary>The code with one item a line.</summary>
    public string Wrap() => Items.Count == 0 ? ToString() : $"{Head}\n    {string.Join(",\n    ", Items)}{Tail}";

    /// <summary>The code on one line.</summary>
    public override string ToString() => Head + string.Join(", ", Items) + Tail;
}
