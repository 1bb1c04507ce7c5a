using System.Threading.Tasks;
using Aspects;

public interface IGlobal
{
    [CircuitBreaker("global")]
    Task<int> CallAsync(int number);
}
