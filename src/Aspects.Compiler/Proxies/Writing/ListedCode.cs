namespace Aspects.Compiler;

/// <summary>Code around a list in brackets, such as the arguments of a call.</summary>
/// <remarks>The code is written on one line, or with one item on each line.</remarks>
/// <param name="Head">The code before the list, with the opening bracket.</param>
/// <param name="Items">The items of the list.</param>
/// <param name="Tail">The code after the list, with the closing bracket.</param>
internal readonly record struct ListedCode(string Head, IReadOnlyList<string> Items, string Tail)
{
    /// <summary>Converts code without a list. Such code stays on one line.</summary>
    public static implicit operator ListedCode(string code) => new(code, [], "");

    public ListedCode Surround(string before, string after) => new(before + Head, Items, Tail + after);

    /// <summary>Returns the code with one item on each line.</summary>
    public string Wrap() => Items.Count == 0 ? ToString() : $"{Head}\n    {string.Join(",\n    ", Items)}{Tail}";

    /// <summary>Returns the code on one line.</summary>
    public override string ToString() => Head + string.Join(", ", Items) + Tail;
}
