using System.Threading.Tasks.Sources;

namespace Aspects.Tests;

/// <summary>A health probe whose checks wait for an answer of the test.</summary>
internal sealed class ModelHealthProbe : IHealthProbe
{
    private Check? _check;
    private int _checks;

    /// <summary>The number of checks whose answer the breaker awaits or has received.</summary>
    public int Checks => Volatile.Read(ref _checks);

    public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken)
    {
        var check = new Check(this);
        Volatile.Write(ref _check, check);
        return new ValueTask<bool>(check, token: 0);
    }

    /// <summary>Answers the last check. The breaker gets the answer before this method returns.</summary>
    public void Answer(HealthAnswer answer) => _check!.Answer(answer);

    // Counts a check after its continuation is registered, so that the answer runs the continuation at once.
    private sealed class Check(ModelHealthProbe probe) : IValueTaskSource<bool>
    {
        private ManualResetValueTaskSourceCore<bool> _source;

        public void Answer(HealthAnswer answer)
        {
            if (answer == HealthAnswer.Error) _source.SetException(new IOException());
            else _source.SetResult(answer == HealthAnswer.Healthy);
        }

        public bool GetResult(short token) => _source.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            _source.OnCompleted(continuation, state, token, flags);
            Interlocked.Increment(ref probe._checks);
        }
    }
}
