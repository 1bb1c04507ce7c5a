using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Tracks which readonly fields of a type hold proxies.</summary>
internal sealed class ReadOnlyFields(INamedTypeSymbol type)
{
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _holdProxies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<(IFieldSymbol Field, IOperation Wrapping)> _wrappings = [];

    /// <summary>Adds the assignments and the proxies of a body.</summary>
    public void AddBody(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (ProxyCreation.FindInstance(operation) is { } instance && FindField(body.ResolveValue(instance)) is { } wrapped) _wrappings.Add((wrapped, operation));
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment when FindField(assignment.Target) is { } field:
                    Set(field, assignment.Value);
                    break;
                case IFieldInitializerOperation initializer:
                    foreach (var field in initializer.InitializedFields.Where(IsOwnReadOnly)) Set(field, initializer.Value);
                    break;
            }
        }

        void Set(IFieldSymbol field, IOperation value)
        {
            var isProxy = ProxyCreation.FindInstance(body.ResolveValue(value)) is not null;
            _holdProxies.AddOrUpdate(field, isProxy, (_, others) => others && isProxy);
        }
    }

    /// <summary>Finds proxies around fields to which every assignment gives a proxy.</summary>
    public IEnumerable<IOperation> FindDoubleProxies() => _wrappings
        .Where(wrapped => _holdProxies.TryGetValue(wrapped.Field, out var holdsProxy) && holdsProxy)
        .Select(static wrapped => wrapped.Wrapping);

    private IFieldSymbol? FindField(IOperation operation) => operation is IFieldReferenceOperation { Field: var field } && IsOwnReadOnly(field) ? field : null;

    private bool IsOwnReadOnly(IFieldSymbol field) => field.IsReadOnly && SymbolEqualityComparer.Default.Equals(field.ContainingType, type);
}
