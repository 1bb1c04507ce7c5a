using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Interfaces that inherit those of the framework: more shapes than anybody thinks of.</summary>
public sealed class FrameworkTests
{
    // Those that are left out have static abstract members, as numbers do. Another version of the framework may have others.
    private static readonly Compilation Framework = Project.Of().Compile();

    private const int Interfaces = 308;
    private const int Proxies = 271;

    [Fact]
    public void Whatever_a_user_inherits_compiles_or_is_refused()
    {
        var inheriting = PublicInterfaces(Framework.GlobalNamespace).Select(Inherit).ToList();

        var generation = Project.Of([.. inheriting]).Generate();

        generation.AssertCompiles();
        Assert.Equal((Interfaces, Proxies), (inheriting.Count, generation.Files.Count - 1));
    }

    private static string Inherit(INamedTypeSymbol type, int index)
    {
        var parameters = TypeParameterParser.ParseAround(type, type.Name, new TypeNames(CompilationContext.Get(Framework)), ReservedNames.Collect([]));
        return FormattableString.Invariant(
            $$"""
            #pragma warning disable CS0618
            namespace Inherits{{index}};
            {{(Obsoletion.IsObsolete(type) ? "[System.Obsolete] " : "")}}[Aspects.CircuitBreaker("framework")]
            public interface IInheriting{{TypeParameters.Declare(parameters)}} : {{new TypeNames(CompilationContext.Get(Framework)).Write(type)}}{{string.Concat(TypeParameters.Constrain(parameters).Select(static constraint => " " + constraint))}};
            """);
    }

    private static IEnumerable<INamedTypeSymbol> PublicInterfaces(INamespaceSymbol space) => space.GetNamespaceMembers().SelectMany(PublicInterfaces)
        .Concat(space.GetTypeMembers().Where(static type => type is
        {
            TypeKind: TypeKind.Interface,
            DeclaredAccessibility: Accessibility.Public,
            ContainingAssembly.Name: not "Aspects",
        }));
}
