using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes;

/// <summary>The base of all fixes, each for one or several diagnostics.</summary>
public abstract class DiagnosticFix : CodeFixProvider
{
    private protected DiagnosticFix(params DiagnosticDescriptor[] descriptors) =>
        FixableDiagnosticIds = [.. descriptors.Select(static descriptor => descriptor.Id)];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => SequentialFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            await OfferAsync(new Finding(context, diagnostic, root)).ConfigureAwait(false);
        }
    }

    private protected abstract Task OfferAsync(Finding finding);
}
