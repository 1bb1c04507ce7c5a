using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

internal static class ContainerExtensions
{
    /// <summary>Builds a container that validates all registrations and all scopes.</summary>
    public static ServiceProvider BuildStrict(this IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    /// <summary>Opens the circuit with one failed call.</summary>
    public static void Break(this IAuth auth)
    {
        auth.Inner.Fails = true;
        Assert.Throws<IOException>(() => auth.Login("ann"));
        auth.Inner.Fails = false;
    }
}
