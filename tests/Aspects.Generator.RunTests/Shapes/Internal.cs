using System.Threading.Tasks;
using Aspects;

namespace Shop;

internal sealed class Secret
{
    public int Value { get; set; }
}

internal interface IInternal
{
    [CircuitBreaker("internal")]
    Task<Secret> RevealAsync(Secret secret);

    internal int Count();
}

public interface IWithInternalMember
{
    [CircuitBreaker("internal")]
    Task PublicAsync();

    internal Task<int> HiddenAsync(int number);
}
