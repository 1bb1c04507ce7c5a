using Aspects;
using Quickstart;

// An auth service breaks down and recovers, and its callers are spared most of it: a play in six acts.
await using var service = await AuthService.StartAsync();

// The application: a typed HTTP client, and circuit breakers around every annotated interface.
var builder = Host.CreateEmptyApplicationBuilder(settings: null);
builder.Services.AddHttpClient<IAuthClient, AuthClient>(http =>
{
    http.BaseAddress = service.Address;
    http.Timeout = TimeSpan.FromSeconds(1);
});
builder.Services.AddAspects().DecorateAll();
using var app = builder.Build();

// Whoever asks for the interface gets an AuthClient behind its circuit breaker.
var client = app.Services.GetRequiredService<IAuthClient>();
var circuit = app.Services.GetRequiredService<CircuitBreakerRegistry>().GetOrAdd("auth");

Task Login(string user) => client.LoginAsync(user, "secret", CancellationToken.None);

var timeline = new Timeline(circuit);
timeline.Act("All is well", "The circuit is closed: calls go through to the service.");
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));
await timeline.CallAsync("Cleo", () => Login("cleo"));

timeline.Act("The service breaks down", "It answers 503, then not at all. Three failures in a row open the circuit.");
service.Health = Health.Failing;
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));
service.Health = Health.Hanging;
await timeline.CallAsync("Cleo", () => Login("cleo"));

timeline.Act("Nobody waits for a service that is down", "While the circuit is open, calls are turned away at once.");
var requests = service.Requests;
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));
await timeline.CallManyAsync(500, () => Login("everybody"));
timeline.Note($"requests that reached the service meanwhile: {service.Requests - requests}");

timeline.Act("The service recovers", "Nobody knows yet. When the break of about 1.5 s has elapsed, the circuit is half-open.");
service.Health = Health.Good;
while (circuit.State == CircuitState.Open)
{
    await Task.Delay(TimeSpan.FromMilliseconds(10));
}

timeline.Observe();

timeline.Act("Two probes", "One call at a time may try; others are turned away meanwhile. Two successes close the circuit.");
var probe = timeline.CallAsync("Ann, as a probe", () => Login("ann"));
await timeline.CallAsync("Ben, meanwhile", () => Login("ben"));
await probe;
await timeline.CallAsync("Cleo, as a probe", () => Login("cleo"));

timeline.Act("All is well again", "As if nothing had happened.");
await timeline.CallAsync("Ann", () => Login("ann"));
await timeline.CallAsync("Ben", () => Login("ben"));

var seen = circuit.GetSnapshot();
Console.WriteLine();
Console.WriteLine($"{seen.Name}: {timeline.States}, {seen.Calls} calls, {seen.Rejected} rejected");

// The snapshot counts every change, also one that nobody was there to see.
const string Cycle = "Closed -> Open -> HalfOpen -> Closed";
if (timeline.States == Cycle && seen.StateChanges == 3) return 0;

Console.Error.WriteLine($"Expected {Cycle}, but saw {timeline.States} and {seen.StateChanges} changes of state.");
return 1;
