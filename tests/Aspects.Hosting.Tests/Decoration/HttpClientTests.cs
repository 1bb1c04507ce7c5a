using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting.Tests;

public interface IWeather
{
    [CircuitBreaker("weather", ConsecutiveFailures = 2)]
    Task<string> TodayAsync(CancellationToken cancellationToken);
}

public sealed class Weather(HttpClient http) : IWeather
{
    public Task<string> TodayAsync(CancellationToken cancellationToken) => http.GetStringAsync("today", cancellationToken);
}

public sealed class HttpClientTests : IDisposable
{
    private readonly Station _station = new();
    private readonly IServiceCollection _services = new ServiceCollection();

    public HttpClientTests() => _services
        .AddHttpClient<IWeather, Weather>(http => http.BaseAddress = new Uri("http://station.test"))
        .ConfigurePrimaryHttpMessageHandler(() => _station);

    public void Dispose() => _station.Dispose();

    [Fact]
    public Task DecorateAll_decorates_a_typed_client()
    {
        _services.AddAspects().DecorateAll();
        return AssertOpensAfterTwoFailures();
    }

    [Fact]
    public Task WithAspects_decorates_a_typed_client()
    {
        _services.WithAspects<IWeather>();
        return AssertOpensAfterTwoFailures();
    }

    private async Task AssertOpensAfterTwoFailures()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var provider = _services.BuildStrict();

        Assert.Equal("sunny", await Today());
        _station.IsDown = true;
        await Assert.ThrowsAsync<HttpRequestException>(Today);
        await Assert.ThrowsAsync<HttpRequestException>(Today);
        await Assert.ThrowsAsync<CircuitBreakerOpenException>(Today);
        Assert.Equal(3, _station.Requests);

        // A typed client is transient, so that each call uses its own proxy.
        Task<string> Today() => provider.GetRequiredService<IWeather>().TodayAsync(cancellation);
    }

    private sealed class Station : HttpMessageHandler
    {
        public bool IsDown { get; set; }

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(IsDown
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("sunny") });
        }
    }
}
