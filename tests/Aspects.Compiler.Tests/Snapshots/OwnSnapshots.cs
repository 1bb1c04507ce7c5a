using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>A snapshot of one's own interface, as docs/testing.md quotes it: without anything of this project but the comparison.</summary>
public sealed class OwnSnapshots
{
    [Fact]
    public Task The_proxy_of_IAuthClient_reads_as_it_did()
    {
        const string Interface =
            """
            using System.Threading.Tasks;
            using Aspects;

            namespace Shop;

            public interface IAuthClient
            {
                [CircuitBreaker("auth", ConsecutiveFailures = 3)]
                Task<string> LoginAsync(string user, string password);
            }
            """;
        var cancellationToken = TestContext.Current.CancellationToken;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(Interface, cancellationToken: cancellationToken)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        var driver = CSharpGeneratorDriver.Create(new AspectsGenerator()).RunGenerators(compilation, cancellationToken);

        return Snapshot.Matches(driver);
    }
}
