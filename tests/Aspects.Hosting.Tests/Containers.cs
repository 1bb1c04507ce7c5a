using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

internal static class Containers
{
    /// <summary>A container that checks every registration when it is built, and every scope when it is used.</summary>
    public static ServiceProvider BuildStrict(this IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    /// <summary>Lets a call fail, after which the circuit is open.</summary>
    public static void Break(this IAuth auth)
    {
        auth.Inner.Fails = true;
        Assert.Throws<IOException>(() => auth.Login("ann"));
        auth.Inner.Fails = false;
    }
}
