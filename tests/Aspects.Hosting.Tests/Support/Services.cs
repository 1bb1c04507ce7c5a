using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

/// <summary>One failure opens the circuit of this service.</summary>
public interface IAuth
{
    /// <summary>Returns the innermost instance, also through a proxy.</summary>
    Auth Inner { get; }

    [CircuitBreaker("auth", ConsecutiveFailures = 1, BreakSeconds = 10, SuccessThreshold = 1)]
    string Login(string user);
}

public class Auth : IAuth
{
    Auth IAuth.Inner => this;

    public bool Fails { get; set; }

    public string Login(string user) => Fails ? throw new IOException("The connection failed.") : $"welcome, {user}";
}

/// <summary>A second implementation, for several registrations.</summary>
public sealed class OtherAuth : Auth;

/// <summary>Another interface with the breaker of <see cref="IAuth"/>.</summary>
public interface ISession
{
    [CircuitBreaker("auth")]
    void Renew();
}

public sealed class Session : ISession
{
    public void Renew()
    {
    }
}

/// <summary>A generic interface: only the generated extension can create its proxy.</summary>
public interface IStore<T>
{
    [CircuitBreaker("store")]
    T? Find(string key);
}

public sealed class Store<T> : IStore<T>
{
    public T? Find(string key) => default;
}

/// <summary>An interface without a breaker.</summary>
public interface IPlain;

public sealed class Plain : IPlain;

/// <summary>A service that gets the key of its registration.</summary>
public interface ITenant
{
    object? Key { get; }

    [CircuitBreaker("tenant")]
    void Visit();
}

public sealed class Tenant([ServiceKey] string key) : ITenant
{
    public object? Key => key;

    public void Visit()
    {
    }
}

public sealed class TenantFromFactory(object? key) : ITenant
{
    public object? Key => key;

    public void Visit()
    {
    }
}

/// <summary>A service without a key.</summary>
public sealed class SingleTenant : ITenant
{
    public object? Key => null;

    public void Visit()
    {
    }
}

/// <summary>A disposable service whose interface is not disposable.</summary>
public interface IMailer
{
    [CircuitBreaker("mailer")]
    void Send();
}

public sealed class Mailer : IMailer, IDisposable
{
    public int Disposals { get; private set; }

    public void Send()
    {
    }

    public void Dispose() => Disposals++;
}

/// <summary>A service whose interface is disposable.</summary>
public interface IConnection : IDisposable
{
    [CircuitBreaker("connection")]
    void Send();
}

public sealed class Connection : IConnection
{
    public int Disposals { get; private set; }

    public void Send()
    {
    }

    public void Dispose() => Disposals++;
}
