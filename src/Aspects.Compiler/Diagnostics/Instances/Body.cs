using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>The operations of one body, with the values and the uses of its local variables.</summary>
internal sealed class Body
{
    private static readonly IReadOnlyList<ILocalReferenceOperation> None = [];

    // Null for a variable with more than one assignment.
    private readonly Dictionary<ISymbol, IOperation?> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<ILocalReferenceOperation>> _uses = new(SymbolEqualityComparer.Default);

    public Body(ImmutableArray<IOperation> blocks)
    {
        Operations = [.. blocks.SelectMany(static block => block.DescendantsAndSelf())];
        foreach (var operation in Operations)
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { } initializer) Assign(declarator.Symbol, initializer.Value);
            if (operation is not ILocalReferenceOperation reference) continue;
            if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference) Assign(reference.Local, assignment.Value);
            else if (IsWrittenTo(reference)) _values[reference.Local] = null;
            else AddUse(reference);
        }
    }

    public IReadOnlyList<IOperation> Operations { get; }

    /// <summary>
    /// Returns an expression without conversions. A variable with a single assignment resolves to its value.
    /// </summary>
    public IOperation ResolveValue(IOperation expression)
    {
        var plain = SkipConversions(expression);

        // Follows only values earlier in the text, because unfinished code can contain circular assignments.
        return plain is ILocalReferenceOperation { Local: var local }
            && _values.TryGetValue(local, out var value)
            && value is not null
            && value.Syntax.SpanStart < plain.Syntax.SpanStart
            ? ResolveValue(value)
            : plain;
    }

    /// <summary>Returns the places that read a variable.</summary>
    public IReadOnlyList<ILocalReferenceOperation> GetUses(ILocalSymbol local) => _uses.TryGetValue(local, out var uses) ? uses : None;

    public static IOperation SkipConversions(IOperation operation) =>
        operation is IConversionOperation conversion ? SkipConversions(conversion.Operand) : operation;

    private void Assign(ILocalSymbol local, IOperation value) => _values[local] = _values.ContainsKey(local) ? null : value;

    private void AddUse(ILocalReferenceOperation reference)
    {
        if (!_uses.TryGetValue(reference.Local, out var uses)) _uses.Add(reference.Local, uses = []);
        uses.Add(reference);
    }

    private static bool IsWrittenTo(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IIncrementOrDecrementOperation or ITupleOperation => true,
        _ => false,
    };
}
