using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>Calls the auth service over HTTP. This class has no code for circuit breakers.</summary>
public sealed class AuthClient(HttpClient http) : IAuthClient
{
    public async Task<Token> LoginAsync(string user, string password, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(
            "login", new Credentials(user, password), AuthJson.Default.Credentials, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(AuthJson.Default.Token, cancellationToken)
            ?? throw new HttpRequestException("The auth service sent no token.");
    }
}

/// <summary>The body of a login request.</summary>
public sealed record Credentials(string User, string Password);

/// <summary>The JSON serializers of the messages, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Token))]
internal sealed partial class AuthJson : JsonSerializerContext;
