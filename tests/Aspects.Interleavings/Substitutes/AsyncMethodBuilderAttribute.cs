namespace Aspects;

/// <summary>Makes the compiler use the usual builders, because Coyote knows no pooled ones.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AsyncMethodBuilderAttribute(Type builder) : Attribute
{
    public Type Builder => builder;
}
