using System.Threading.Tasks;
using Aspects;

namespace Shop.Derived;

[CircuitBreaker("base")]
public interface IBase
{
    Task<int> BaseAsync(int number);
}

// Covers its own methods only: those of its base keep their breaker.
[CircuitBreaker("middle")]
public interface IMiddle : IBase
{
    Task<int> MiddleAsync(int number);
}

// Carries no attribute itself.
public interface ILast : IMiddle
{
    Task<int> LastAsync(int number);
}

public interface IUnguarded
{
    int Plain();
}

// Covers what it inherits from one that has no attribute.
[CircuitBreaker("covering")]
public interface ICovering : IUnguarded
{
    int Covered();
}
