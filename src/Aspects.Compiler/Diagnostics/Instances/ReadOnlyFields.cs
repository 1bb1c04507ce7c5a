using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>The fields of a type that are set when it is made, and whether what they hold are proxies.</summary>
internal sealed class ReadOnlyFields(INamedTypeSymbol type)
{
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _holdProxies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<(IFieldSymbol Field, IOperation Wrapping)> _wrappings = [];

    /// <summary>Takes note of what a body does to them.</summary>
    public void Add(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (WithAspects.InstanceOf(operation) is { } instance && FieldOf(body.ValueOf(instance)) is { } wrapped) _wrappings.Add((wrapped, operation));
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment when FieldOf(assignment.Target) is { } field:
                    Set(field, assignment.Value);
                    break;
                case IFieldInitializerOperation initializer:
                    foreach (var field in initializer.InitializedFields.Where(IsOurs)) Set(field, initializer.Value);
                    break;
            }
        }

        void Set(IFieldSymbol field, IOperation value)
        {
            var isProxy = WithAspects.InstanceOf(body.ValueOf(value)) is not null;
            _holdProxies.AddOrUpdate(field, isProxy, (_, others) => others && isProxy);
        }
    }

    /// <summary>Where a proxy is put around a field that holds one, however the type is made.</summary>
    public IEnumerable<IOperation> WrappedTwice() => _wrappings
        .Where(wrapped => _holdProxies.TryGetValue(wrapped.Field, out var holdsProxy) && holdsProxy)
        .Select(static wrapped => wrapped.Wrapping);

    private IFieldSymbol? FieldOf(IOperation operation) => operation is IFieldReferenceOperation { Field: var field } && IsOurs(field) ? field : null;

    private bool IsOurs(IFieldSymbol field) => field.IsReadOnly && SymbolEqualityComparer.Default.Equals(field.ContainingType, type);
}
