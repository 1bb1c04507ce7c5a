using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

[CircuitBreaker("tokens")]
public interface ITokens
{
    void Sync(CancellationToken cancellationToken);

    int Value(CancellationToken cancellationToken);

    Task LastAsync(string text, CancellationToken cancellationToken);

    Task<int> FirstAsync(CancellationToken cancellationToken, string text);

    ValueTask OptionalAsync(CancellationToken cancellationToken = default);

    ValueTask<int> NullableAsync(CancellationToken? cancellationToken = null);

    Task TwoAsync(CancellationToken first, string text, CancellationToken last);
}
