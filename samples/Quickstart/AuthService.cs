using System.Net;

namespace Quickstart;

/// <summary>The states of the auth service.</summary>
public enum Health
{
    /// <summary>The service answers logins.</summary>
    Good,

    /// <summary>The service answers with HTTP 503.</summary>
    Failing,

    /// <summary>The service accepts requests and never answers.</summary>
    Hanging,
}

/// <summary>A small auth service on a free loopback port, with a switch for its health.</summary>
internal sealed class AuthService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private AuthService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, AuthJson.Default));

        _app = builder.Build();
        _app.MapPost("/login", LoginAsync);
    }

    /// <summary>The health of the service. A change applies to the next request.</summary>
    public Health Health { get; set; }

    /// <summary>The number of requests that have reached the service.</summary>
    public int Requests => _requests;

    /// <summary>The address of the service.</summary>
    public Uri Address => new(_app.Urls.Single());

    public static async Task<AuthService> StartAsync()
    {
        var service = new AuthService();
        await service._app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> LoginAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        switch (Health)
        {
            case Health.Failing:
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            case Health.Hanging:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                goto default;
            default:
                // Checking a password takes some time.
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
                return TypedResults.Ok(new Token($"token-of-{credentials.User}"));
        }
    }
}
