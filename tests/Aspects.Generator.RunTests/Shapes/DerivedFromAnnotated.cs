using System.Threading.Tasks;
using Aspects;

namespace Shop.Derived;

[CircuitBreaker("base")]
public interface IBase
{
    Task<int> BaseAsync(int number);
}

// The attribute covers the own methods only. The methods of the base keep their breaker.
[CircuitBreaker("middle")]
public interface IMiddle : IBase
{
    Task<int> MiddleAsync(int number);
}

// Has no attribute itself.
public interface ILast : IMiddle
{
    Task<int> LastAsync(int number);
}

public interface IUnguarded
{
    int Plain();
}

// The attribute covers the members inherited from an interface without an attribute.
[CircuitBreaker("covering")]
public interface ICovering : IUnguarded
{
    int Covered();
}
