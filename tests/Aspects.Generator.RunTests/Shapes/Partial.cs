using System.Threading.Tasks;
using Aspects;

namespace Shop;

public partial interface IPartial
{
    Task<int> WithoutAttributeAsync(int number);
}

public partial interface IPartial
{
    [CircuitBreaker("partial")]
    Task<int> GuardedAsync(int number);
}

[CircuitBreaker("partial")]
public partial interface IPartial
{
    int Last();
}
