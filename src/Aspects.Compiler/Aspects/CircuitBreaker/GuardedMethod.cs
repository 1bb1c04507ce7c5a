using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>A method or accessor of a proxy, with the attribute that guards it.</summary>
internal readonly record struct GuardedMethod(IMethodSymbol Method, ProxiedInterface Proxied, BreakerAttribute Attribute)
{
    public static IEnumerable<GuardedMethod> FindAll(ProxiedInterface proxied)
    {
        foreach (var call in InterfaceMembers.GetMembers(proxied.Type).SelectMany(InterfaceMembers.GetCalls))
        {
            if (AttributePrecedence.FindBreaker(call, proxied) is { } attribute) yield return new GuardedMethod(call, proxied, attribute);
        }
    }
}
