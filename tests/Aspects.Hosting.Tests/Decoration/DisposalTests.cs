using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public sealed class DisposalTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void The_inner_instance_created_by_the_container_is_disposed_once(ServiceLifetime lifetime)
    {
        Mailer? mailer = null;
        _services.Add(new ServiceDescriptor(typeof(IMailer), _ => mailer = new Mailer(), lifetime));
        _services.WithAspects<IMailer>();

        var proxy = ResolveAndDispose<IMailer>();

        Assert.False(proxy is IDisposable, "The proxy must not be disposable, because its interface is not.");
        Assert.Equal(1, mailer!.Disposals);
    }

    [Fact]
    public void The_inner_instance_of_a_scope_is_disposed_with_the_scope()
    {
        Mailer? mailer = null;
        _services.AddScoped<IMailer>(_ => mailer = new Mailer());
        _services.WithAspects<IMailer>();

        using var provider = _services.BuildStrict();
        using (var scope = provider.CreateScope())
        {
            scope.ServiceProvider.GetRequiredService<IMailer>();
            Assert.Equal(0, mailer!.Disposals);
        }

        Assert.Equal(1, mailer.Disposals);
    }

    [Fact]
    public void A_registered_instance_is_not_disposed()
    {
        using var mailer = new Mailer();
        _services.AddSingleton<IMailer>(mailer);
        _services.WithAspects<IMailer>();

        ResolveAndDispose<IMailer>();

        Assert.Equal(0, mailer.Disposals);
    }

    [Fact]
    public void A_disposable_proxy_forwards_its_disposal_so_that_the_container_disposes_twice()
    {
        Connection? connection = null;
        _services.AddScoped<IConnection>(_ => connection = new Connection());
        _services.WithAspects<IConnection>();

        ResolveAndDispose<IConnection>();

        Assert.Equal(2, connection!.Disposals);
    }

    [Fact]
    public void A_registered_instance_of_a_disposable_interface_is_disposed_with_the_container()
    {
        using var connection = new Connection();
        _services.AddSingleton<IConnection>(connection);
        _services.WithAspects<IConnection>();

        ResolveAndDispose<IConnection>();

        Assert.Equal(1, connection.Disposals);
    }

    private TService ResolveAndDispose<TService>()
        where TService : notnull
    {
        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<TService>();
    }
}
