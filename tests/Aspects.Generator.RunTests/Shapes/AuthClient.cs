using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

public sealed record Token(string Value);

public interface IAuthClient
{
    [CircuitBreaker("auth")]
    Task<Token> LoginAsync(string user, string password, CancellationToken cancellationToken);

    Task<bool> IsKnownAsync(string user);
}
