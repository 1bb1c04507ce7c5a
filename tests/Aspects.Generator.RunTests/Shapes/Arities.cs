using System.Threading.Tasks;
using Aspects;

namespace Shop.Arities;

public interface ICache
{
    [CircuitBreaker("cache")]
    Task<string> GetAsync(string key);
}

public interface ICache<T>
{
    [CircuitBreaker("cache")]
    Task<T> GetAsync(string key);
}

public interface ICache<TKey, TValue>
{
    [CircuitBreaker("cache")]
    Task<TValue> GetAsync(TKey key);
}

// Like the first name without the I: both proxies need different names.
public interface Cache
{
    [CircuitBreaker("cache")]
    Task<string> GetAsync(string key);
}
