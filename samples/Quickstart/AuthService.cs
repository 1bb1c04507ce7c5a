using System.Net;

namespace Quickstart;

/// <summary>How the auth service is doing.</summary>
public enum Health
{
    /// <summary>Answers logins.</summary>
    Good,

    /// <summary>Answers with HTTP 503.</summary>
    Failing,

    /// <summary>Takes requests and never answers.</summary>
    Hanging,
}

/// <summary>The other side: a small auth service on a free loopback port, with a switch for how it is doing.</summary>
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

    /// <summary>The switch.</summary>
    public Health Health { get; set; }

    /// <summary>How many requests have reached the service.</summary>
    public int Requests => _requests;

    /// <summary>Where it listens.</summary>
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
                // What checking a password takes.
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
                return TypedResults.Ok(new Token($"token-of-{credentials.User}"));
        }
    }
}
