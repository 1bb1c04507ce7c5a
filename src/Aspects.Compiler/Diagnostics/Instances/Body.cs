using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>The operations of one body, and what is in its local variables: looked through once, whatever is asked of it.</summary>
internal sealed class Body
{
    private static readonly IReadOnlyList<ILocalReferenceOperation> None = [];

    // Null where a variable is assigned to more than once.
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
            else Use(reference);
        }
    }

    public IReadOnlyList<IOperation> Operations { get; }

    /// <summary>What an expression stands for, without conversions, and for a variable that is assigned once what it was assigned.</summary>
    public IOperation ValueOf(IOperation expression)
    {
        var plain = WithoutConversions(expression);

        // Not from later in the text: code that is not finished may go round in circles.
        return plain is ILocalReferenceOperation { Local: var local }
            && _values.TryGetValue(local, out var value)
            && value is not null
            && value.Syntax.SpanStart < plain.Syntax.SpanStart
            ? ValueOf(value)
            : plain;
    }

    /// <summary>Where a variable is read.</summary>
    public IReadOnlyList<ILocalReferenceOperation> UsesOf(ILocalSymbol local) => _uses.TryGetValue(local, out var uses) ? uses : None;

    public static IOperation WithoutConversions(IOperation operation) =>
        operation is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : operation;

    private void Assign(ILocalSymbol local, IOperation value) => _values[local] = _values.ContainsKey(local) ? null : value;

    private void Use(ILocalReferenceOperation reference)
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
