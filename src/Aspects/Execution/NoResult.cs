using System.ComponentModel;

namespace Aspects;

/// <summary>The result of a lambda that only throws. No instance exists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NoResult
{
    private NoResult()
    {
    }
}
