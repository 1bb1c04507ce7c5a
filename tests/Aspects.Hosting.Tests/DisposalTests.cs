using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public sealed class DisposalTests
{
    private readonly IServiceCollection _services = new ServiceCollection();

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public void What_the_container_made_behind_a_proxy_is_disposed_once(ServiceLifetime lifetime)
    {
        Mailer? mailer = null;
        _services.Add(new ServiceDescriptor(typeof(IMailer), _ => mailer = new Mailer(), lifetime));
        _services.WithAspects<IMailer>();

        var proxy = MakeAndDispose<IMailer>();

        Assert.False(proxy is IDisposable, "The interface cannot be disposed, so neither can its proxy.");
        Assert.Equal(1, mailer!.Disposals);
    }

    [Fact]
    public void What_a_scope_made_is_disposed_with_the_scope()
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
    public void An_instance_stays_the_property_of_those_who_made_it()
    {
        using var mailer = new Mailer();
        _services.AddSingleton<IMailer>(mailer);
        _services.WithAspects<IMailer>();

        MakeAndDispose<IMailer>();

        Assert.Equal(0, mailer.Disposals);
    }

    [Fact]
    public void A_proxy_that_can_be_disposed_passes_it_on_so_the_container_disposes_twice()
    {
        Connection? connection = null;
        _services.AddScoped<IConnection>(_ => connection = new Connection());
        _services.WithAspects<IConnection>();

        MakeAndDispose<IConnection>();

        Assert.Equal(2, connection!.Disposals);
    }

    [Fact]
    public void An_instance_whose_interface_can_be_disposed_is_disposed_with_the_container()
    {
        using var connection = new Connection();
        _services.AddSingleton<IConnection>(connection);
        _services.WithAspects<IConnection>();

        MakeAndDispose<IConnection>();

        Assert.Equal(1, connection.Disposals);
    }

    private TService MakeAndDispose<TService>()
        where TService : notnull
    {
        using var provider = _services.BuildStrict();
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<TService>();
    }
}
