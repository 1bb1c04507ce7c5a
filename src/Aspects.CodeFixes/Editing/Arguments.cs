using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>What is done to the arguments of attributes by more than one fix.</summary>
internal static class Arguments
{
    public static void OfferToLeaveOut(Finding finding, AttributeArgumentSyntax argument)
    {
        var attribute = (AttributeSyntax)argument.Parent!.Parent!;
        finding.Offer(
            $"Leave {argument.NameEquals?.Name.Identifier.ValueText} out",
            "LeaveOut",
            () => finding.Root.ReplaceNode(attribute, Attributes.WithoutArgument(attribute, argument)));
    }
}
