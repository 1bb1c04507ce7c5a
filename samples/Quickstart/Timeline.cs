using System.Diagnostics;
using System.Globalization;
using Aspects;

namespace Quickstart;

/// <summary>Prints calls and transitions as they happen, and records the observed states of the circuit.</summary>
internal sealed class Timeline(CircuitBreaker circuit)
{
    private static readonly bool HasColor =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<CircuitState> _states = [circuit.State];
    private int _acts;

    /// <summary>The observed states in order, such as <c>Closed -> Open</c>.</summary>
    public string States => string.Join(" -> ", _states);

    /// <summary>Prints the heading of the next act.</summary>
    public void Act(string title, string story)
    {
        _acts++;
        Console.WriteLine($"\n{_acts}. {title}\n   {story}\n");
    }

    /// <summary>Makes one call, and prints its outcome and duration.</summary>
    public async Task CallAsync(string caller, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var (outcome, color) = await GetOutcomeAsync(call);
        var took = Stopwatch.GetElapsedTime(start);
        WriteLine($"{caller,-16} {outcome,-18} {FormatDuration(took),10}", color);
        Observe();
    }

    /// <summary>Makes many calls, one after the other, and prints the number of each outcome.</summary>
    public async Task CallManyAsync(int callers, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < callers; i++)
        {
            var (outcome, _) = await GetOutcomeAsync(call);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        var took = Stopwatch.GetElapsedTime(start) / callers;
        var summary = string.Join(", ", outcomes.Select(static outcome => $"{outcome.Value} {outcome.Key}"));
        WriteLine($"{$"{callers} callers",-16} {summary,-18} {FormatDuration(took),10} each", ConsoleColor.Yellow);
        Observe();
    }

    /// <summary>Reads the state of the circuit, and prints and records a change.</summary>
    public void Observe()
    {
        var state = circuit.State;
        if (state == _states[^1]) return;

        WriteLine($"circuit \"{circuit.Name}\": {_states[^1]} -> {state}", ConsoleColor.Cyan);
        _states.Add(state);
    }

    /// <summary>Prints a line that is neither a call nor a transition.</summary>
    public void Note(string text) => WriteLine(text);

    private static async Task<(string Outcome, ConsoleColor Color)> GetOutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return ("logged in", ConsoleColor.Green);
        }
        catch (CircuitBreakerOpenException)
        {
            return ("rejected", ConsoleColor.Yellow);
        }
        catch (HttpRequestException error)
        {
            return (error.StatusCode is { } status ? $"failed, HTTP {(int)status}" : "failed", ConsoleColor.Red);
        }
        catch (OperationCanceledException)
        {
            return ("failed, timed out", ConsoleColor.Red);
        }
    }

    private static string FormatDuration(TimeSpan time) => time.TotalMilliseconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} us")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    private void WriteLine(string text, ConsoleColor? color = null)
    {
        var now = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"   {now,6:0.000} s  "));
        if (HasColor && color is { } foreground) Console.ForegroundColor = foreground;
        Console.WriteLine(text);
        if (HasColor) Console.ResetColor();
    }
}
