using System.Threading.Tasks;
using Aspects;

namespace Shop;

[CircuitBreaker("orders/read")]
public interface IOrders
{
    Task<string> FindAsync(int id);

    [CircuitBreaker("orders/write", BreakSeconds = 5)]
    Task SaveAsync(string order);

#pragma warning disable ASPECT0016 // The same breaker with another letter case.
    [CircuitBreaker("Orders/Read")]
#pragma warning restore ASPECT0016
    Task<int> CountAsync();

    [CircuitBreaker("1 \"quoted\" <name> & \\ \t\u2028 more")]
    Task OddAsync();

    [CircuitBreaker("ÿ→")]
    Task ForeignAsync();

    [CircuitBreaker("---")]
    Task NothingToNameAFieldAsync();
}
