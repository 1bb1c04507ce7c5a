using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

/// <summary>One failure opens its circuit, so that a test has to break it only once.</summary>
public interface IAuth
{
    /// <summary>The instance that does the work; a proxy passes the question on.</summary>
    Auth Inner { get; }

    [CircuitBreaker("auth", ConsecutiveFailures = 1, BreakSeconds = 10, SuccessThreshold = 1)]
    string Login(string user);
}

public class Auth : IAuth
{
    Auth IAuth.Inner => this;

    public bool Fails { get; set; }

    public string Login(string user) => Fails ? throw new IOException("The line is dead.") : $"welcome, {user}";
}

/// <summary>A second implementation, for lists of several.</summary>
public sealed class OtherAuth : Auth;

/// <summary>Another interface behind the breaker of <see cref="IAuth"/>.</summary>
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

/// <summary>Generic: only the generated extension can make its proxy.</summary>
public interface IStore<T>
{
    [CircuitBreaker("store")]
    T? Find(string key);
}

public sealed class Store<T> : IStore<T>
{
    public T? Find(string key) => default;
}

/// <summary>No breaker here.</summary>
public interface IPlain;

public sealed class Plain : IPlain;

/// <summary>Learns the key it is registered under in each of the ways there are.</summary>
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

public sealed class TenantMadeByFactory(object? key) : ITenant
{
    public object? Key => key;

    public void Visit()
    {
    }
}

/// <summary>Does not know of keys.</summary>
public sealed class SingleTenant : ITenant
{
    public object? Key => null;

    public void Visit()
    {
    }
}

/// <summary>Holds something to dispose, which its consumers need not know.</summary>
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

/// <summary>Is to be disposed by those who use it.</summary>
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
