using Aspects;
using Quickstart;

// An auth service fails and recovers while its circuit breaker protects the callers: a play in six acts.
await using var service = await AuthService.StartAsync();

// The application has a typed HTTP client. DecorateAll adds the circuit breakers of all annotated interfaces.
var builder = Host.CreateEmptyApplicationBuilder(settings: null);
builder.Services.AddHttpClient<IAuthClient, AuthClient>(http =>
{
    http.BaseAddress = service.Address;
    http.Timeout = TimeSpan.FromSeconds(1);
});
builder.Services.AddAspects().DecorateAll();
using var app = builder.Build();

// The container returns a proxy around AuthClient. The proxy calls the circuit breaker.
var client = app.Services.GetRequiredService<IAuthClient>();
var circuit = app.Services.GetRequiredService<CircuitBreakerRegistry>().GetOrAdd("auth");

Task Login(string user) => client.LoginAsync(user, "secret", CancellationToken.None);

var timeline = new Timeline(circuit);
timeline.Act("All is well", "The circuit is closed: every call reaches the service.");
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));
await timeline.CallAsync("Cleo", () => Login("cleo"));

timeline.Act("The service fails", "It answers with HTTP 503, then not at all. Three consecutive failures open the circuit.");
service.Health = Health.Failing;
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));
service.Health = Health.Hanging;
await timeline.CallAsync("Cleo", () => Login("cleo"));

timeline.Act("No caller waits for a broken service", "While the circuit is open, the breaker rejects every call at once.");
var requests = service.Requests;
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));
await timeline.CallManyAsync(500, () => Login("crowd"));
timeline.Note($"requests that reached the service in this act: {service.Requests - requests}");

timeline.Act("The service recovers", "The breaker does not know yet. After a break of about 1.5 s the circuit is half-open.");
service.Health = Health.Good;
while (circuit.State == CircuitState.Open)
{
    await Task.Delay(TimeSpan.FromMilliseconds(10));
}

timeline.Observe();

timeline.Act("Two probes", "One call at a time is admitted as a probe; other calls are rejected. Two successes close the circuit.");
var probe = timeline.CallAsync("Ann, as a probe", () => Login("ann"));
await timeline.CallAsync("Ben, too early", () => Login("ben"));
await probe;
await timeline.CallAsync("Cleo, as a probe", () => Login("cleo"));

timeline.Act("All is well again", "The circuit is closed, as in the first act.");
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));

var seen = circuit.GetSnapshot();
Console.WriteLine();
Console.WriteLine($"{seen.Name}: {timeline.States}, {seen.Calls} calls, {seen.Rejected} rejected");

// The snapshot counts every change of state, even one that happened between two observations.
const string Cycle = "Closed -> Open -> HalfOpen -> Closed";
if (timeline.States == Cycle && seen.StateChanges == 3) return 0;

Console.Error.WriteLine($"Expected {Cycle} in 3 changes of state, but observed {timeline.States} in {seen.StateChanges}.");
return 1;
