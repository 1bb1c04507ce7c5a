using Microsoft.CodeAnalysis;

namespace Aspects.Architecture.Tests;

/// <summary>Which folder of a project uses which other folder of it, with the symbols that make the dependency.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<(string From, string To), SortedSet<Use>> _uses = [];

    private FolderGraph()
    {
    }

    /// <summary>Reads the dependencies between the folders below <paramref name="root"/>.</summary>
    public static FolderGraph Create(Compilation compilation, string root)
    {
        var graph = new FolderGraph();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (GetOwnFile(root, tree) is not { } file) continue;
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                // Operators, indexers, target-typed creations and constructors have a symbol without having a name.
                if (model.GetSymbolInfo(node).Symbol is { } symbol) graph.Add(root, file, symbol);
            }
        }

        return graph;
    }

    /// <summary>Finds a circle with the fewest folders.</summary>
    /// <returns>The folders, the first one also at the end; empty if the graph has no circle.</returns>
    public IReadOnlyList<string> FindShortestCircle() =>
        _uses.Keys.Select(static use => use.From).Distinct()
            .Select(FindCircleThrough)
            .Where(static circle => circle.Count > 0)
            .MinBy(static circle => circle.Count) ?? [];

    /// <summary>Lists the dependencies, one line for each pair of folders.</summary>
    public string Describe() =>
        string.Join('\n', _uses.Select(static edge => $"{Show(edge.Key.From)} -> {Show(edge.Key.To)} ({edge.Value.Count} uses)"));

    /// <summary>Describes a circle: its pairs of folders, and below each pair its files with the symbols that they use.</summary>
    public string Describe(IReadOnlyList<string> circle) => string.Join('\n', circle.Zip(circle.Skip(1), (from, to) =>
        $"{Show(from)} -> {Show(to)}\n{string.Join('\n', _uses[(from, to)].GroupBy(
            static use => (use.File, use.Declaration),
            static (files, uses) => $"    {files.File} -> {files.Declaration}: {string.Join(", ", uses.Select(static use => use.Symbol))}"))}"));

    private void Add(string root, string file, ISymbol used)
    {
        var symbol = (used is IMethodSymbol { ReducedFrom: { } extension } ? extension : used).OriginalDefinition;
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or ITypeParameterSymbol) return;

        // The home of a partial type is its file with the shortest name: CircuitBreaker.cs, not CircuitBreaker.Guard.cs.
        var declaration = symbol.DeclaringSyntaxReferences
            .Select(reference => GetOwnFile(root, reference.SyntaxTree))
            .OfType<string>()
            .MinBy(static declaration => Path.GetFileName(declaration).Length);
        if (declaration is null) return;

        var edge = (From: Repository.GetFolder(file), To: Repository.GetFolder(declaration));
        if (edge.From == edge.To) return;

        if (!_uses.TryGetValue(edge, out var uses)) _uses.Add(edge, uses = []);
        var name = symbol is ITypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}";
        uses.Add(new Use(file, declaration, name));
    }

    private List<string> FindCircleThrough(string start)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var folder))
        {
            foreach (var next in _uses.Keys.Where(use => use.From == folder).Select(static use => use.To))
            {
                if (!cameFrom.TryAdd(next, folder)) continue;
                if (next == start) return Unwind(cameFrom, start);
                queue.Enqueue(next);
            }
        }

        return [];
    }

    private static List<string> Unwind(Dictionary<string, string> cameFrom, string start)
    {
        List<string> circle = [start];
        do
        {
            circle.Insert(0, cameFrom[circle[0]]);
        }
        while (circle[0] != start);

        return circle;
    }

    // Null for files that the build generates.
    private static string? GetOwnFile(string root, SyntaxTree tree)
    {
        var file = Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/');
        return file.StartsWith("..", StringComparison.Ordinal) || file.StartsWith("obj/", StringComparison.Ordinal) ? null : file;
    }

    private static string Show(string folder) => folder.Length == 0 ? "(root)" : folder;

    private readonly record struct Use(string File, string Declaration, string Symbol) : IComparable<Use>
    {
        public int CompareTo(Use other) => string.CompareOrdinal(ToString(), other.ToString());
    }
}
