using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>The catalog of an assembly, alone and above others.</summary>
public sealed class CatalogSnapshots
{
    private const string Store = "namespace Lib; public interface IStore<T> { [Aspects.CircuitBreaker(\"store\")] void Save(T item); }";
    private const string Mail = "namespace Lib; public interface IMail { [Aspects.CircuitBreaker(\"mail\")] void Send(); }";
    private const string Shop =
        """
        public interface IPay { [Aspects.CircuitBreaker("pay \"now\"")] void Pay(); [Aspects.CircuitBreaker("pay back")] void Back(); }
        public interface IList<TKey, TValue> { [Aspects.CircuitBreaker("list")] void Add(TKey key, TValue value); }
        public class Around<T> { public interface IInside { [Aspects.CircuitBreaker("list")] void Add(T value); } }
        """;

    [Fact]
    public Task A_catalog_with_references() => Snapshot.Matches((Project.Of(Shop) with { References = Libraries() }).Generate().Driver);

    [Fact]
    public Task References_without_a_catalog_of_its_own() =>
        Snapshot.Matches((Project.Of("public class Program;") with { References = Libraries() }).Generate().Driver);

    private static System.Collections.Immutable.ImmutableArray<MetadataReference> Libraries() =>
    [
        (Project.Of(Store) with { AssemblyName = "Lib.Store" }).Generate().Emit(),
        (Project.Of(Mail) with { AssemblyName = "lib-mail 2" }).Generate().Emit(),
    ];
}
