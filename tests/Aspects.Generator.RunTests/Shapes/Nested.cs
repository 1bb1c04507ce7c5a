using System.Threading.Tasks;
using Aspects;

namespace Shop.Nesting;

public static class Billing
{
    public interface IGateway
    {
        [CircuitBreaker("billing")]
        Task<int> ChargeAsync(int amount);
    }

    internal static class Inside
    {
        [CircuitBreaker("inside")]
        internal interface IDeep
        {
            int Depth();
        }
    }
}

public class Outer<T>
    where T : class
{
    public interface IPlain
    {
        [CircuitBreaker("outer")]
        T Echo(T value);
    }

#pragma warning disable CS0693 // The two type parameters have the same name, which is legal.
    public interface IGeneric<T>
        where T : struct
    {
        [CircuitBreaker("outer")]
        T Echo(T value);

        [CircuitBreaker("outer")]
        T Hiding<T>(T value);
    }
#pragma warning restore CS0693
}
