using System.Globalization;
using Aspects;
using Aspects.Benchmarks.Subjects;
using Aspects.Instructions.Subject;
using Polly;
using Polly.CircuitBreaker;

// Runs each case twice: the first run resolves the interface calls, the second run is the measured one. Writes the
// version of the runtime and the names of the cases in the order of their runs.
var calls = int.Parse(args[0], CultureInfo.InvariantCulture);
long sum = 0;
var service = new Service();
var pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(new CircuitBreakerStrategyOptions()).Build();
Console.WriteLine(Environment.Version);

Run("direct, sync", service, MeasuredLoops.MakeSyncCalls);
Run("hand-written decorator, sync", new HandWrittenDecorator(service), MeasuredLoops.MakeSyncCalls);
RunProxy("consecutive failures, sync", Settings.ConsecutiveFailuresOnly, MeasuredLoops.MakeSyncCalls);
RunProxy("consecutive failures, Task", Settings.ConsecutiveFailuresOnly, MeasuredLoops.MakeTaskCalls);
RunProxy("consecutive failures, ValueTask", Settings.ConsecutiveFailuresOnly, MeasuredLoops.MakeValueTaskCalls);
RunProxy("default options, sync", Settings.Defaults, MeasuredLoops.MakeSyncCalls);
RunProxy("default options, Task", Settings.Defaults, MeasuredLoops.MakeTaskCalls);
RunProxy("default options, ValueTask", Settings.Defaults, MeasuredLoops.MakeValueTaskCalls);
RunProxy("count window, sync", Settings.CountWindow, MeasuredLoops.MakeSyncCalls);
RunProxy("slow calls of 5 s, sync", Settings.SlowCalls, MeasuredLoops.MakeSyncCalls);
RunProxy("slow calls of 5 s, ValueTask", Settings.SlowCalls, MeasuredLoops.MakeValueTaskCalls);
RunProxy("slow calls of 50 ms, sync", Settings.BriefSlowCalls, MeasuredLoops.MakeSyncCalls);
RunProxy("everything, sync", Settings.Everything, MeasuredLoops.MakeSyncCalls);
RunProxy("everything, ValueTask", Settings.Everything, MeasuredLoops.MakeValueTaskCalls);
Run("Polly, sync", service, (callee, count) => MeasuredLoops.MakePollySyncCalls(pipeline, callee, count));
Run("Polly, ValueTask", service, (callee, count) => MeasuredLoops.MakePollyValueTaskCalls(pipeline, callee, count));
return sum == 0 ? 1 : 0;

void RunProxy(string name, Action<CircuitBreakerOptions> settings, Func<IService, int, long> loop) =>
    Run(name, Settings.CreateProxy(settings), loop);

void Run(string name, IService subject, Func<IService, int, long> loop)
{
    Console.WriteLine(name);
    sum += loop(subject, calls);
    sum += loop(subject, calls);
}
