namespace Aspects;

/// <summary>Runs the callbacks of <see cref="CancelAsync"/> in a task, whose interleavings Coyote explores.</summary>
internal sealed class CancellationTokenSource : System.Threading.CancellationTokenSource
{
    private CancellationTokenRegistration _link;

    public static new CancellationTokenSource CreateLinkedTokenSource(CancellationToken token)
    {
        var source = new CancellationTokenSource();
        source._link = token.UnsafeRegister(static linked => ((CancellationTokenSource)linked!).Cancel(), source);
        return source;
    }

    public new Task CancelAsync() => Task.Run(Cancel);

    protected override void Dispose(bool disposing)
    {
        _link.Unregister();
        base.Dispose(disposing);
    }
}
