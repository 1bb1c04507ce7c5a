using System.Threading.Tasks;
using Guarded = Aspects.CircuitBreakerAttribute;
using Words = System.Collections.Generic.List<string>;

namespace Shop;

public interface IAliased
{
    [Guarded("aliased")]
    Task<Words> ReadAsync(Words words);

    [global::Aspects.CircuitBreakerAttribute("qualified")]
    Words Sort(Words words);
}
