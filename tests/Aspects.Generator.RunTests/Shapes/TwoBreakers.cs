using System.Threading.Tasks;
using Aspects;

namespace Shop;

[CircuitBreaker("orders/read")]
public interface IOrders
{
    Task<string> FindAsync(int id);

    [CircuitBreaker("orders/write", BreakSeconds = 5)]
    Task SaveAsync(string order);

    [CircuitBreaker("Orders/Read")]
    Task<int> CountAsync();

    [CircuitBreaker("1 \"quoted\" <name> & \\ \t\u2028 more")]
    Task OddAsync();

    [CircuitBreaker("ÿ→")]
    Task ForeignAsync();

    [CircuitBreaker("---")]
    Task NothingToNameAFieldAsync();
}
