// Types and namespaces with names that the generated code uses.
namespace Taken.System
{
    public class Exception
    {
    }

    public class TimeSpan
    {
    }
}

namespace Taken.Aspects
{
    public class CircuitBreaker
    {
    }

    public class CircuitBreakerRegistry
    {
    }
}

namespace Taken.Task
{
    public class Task
    {
    }

    [global::Aspects.CircuitBreaker("task", BreakSeconds = 2)]
    public interface ITask
    {
        global::System.Threading.Tasks.Task<Task> RunAsync(Task task, global::System.Threading.CancellationToken token);

        Taken.System.Exception Explain(Taken.System.Exception exception);
    }
}
