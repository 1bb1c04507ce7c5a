using System.Diagnostics;
using System.Globalization;
using Aspects;

namespace Quickstart;

/// <summary>Prints calls and transitions as they happen, and remembers the states in which the circuit was seen.</summary>
internal sealed class Timeline(CircuitBreaker circuit)
{
    private static readonly bool HasColor =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<CircuitState> _states = [circuit.State];
    private int _acts;

    /// <summary>The states in the order in which they were seen, as <c>Closed -> Open</c>.</summary>
    public string States => string.Join(" -> ", _states);

    /// <summary>Opens an act.</summary>
    public void Act(string title, string story)
    {
        _acts++;
        Console.WriteLine($"\n{_acts}. {title}\n   {story}\n");
    }

    /// <summary>Lets someone call, and says how it went.</summary>
    public async Task CallAsync(string caller, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var (outcome, color) = await OutcomeOf(call);
        var took = Stopwatch.GetElapsedTime(start);
        WriteLine($"{caller,-16} {outcome,-18} {Duration(took),10}", color);
        Observe();
    }

    /// <summary>Lets a crowd call one after the other, and says how it went on the whole.</summary>
    public async Task CallManyAsync(int callers, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < callers; i++)
        {
            var (outcome, _) = await OutcomeOf(call);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        var took = Stopwatch.GetElapsedTime(start) / callers;
        var summary = string.Join(", ", outcomes.Select(static outcome => $"{outcome.Value} {outcome.Key}"));
        WriteLine($"{$"{callers} callers",-16} {summary,-18} {Duration(took),10} each", ConsoleColor.Yellow);
        Observe();
    }

    /// <summary>Notes the state of the circuit, and says so where it has changed.</summary>
    public void Observe()
    {
        var state = circuit.State;
        if (state == _states[^1]) return;

        WriteLine($"circuit \"{circuit.Name}\": {_states[^1]} -> {state}", ConsoleColor.Cyan);
        _states.Add(state);
    }

    /// <summary>Says something that is neither a call nor a transition.</summary>
    public void Note(string text) => WriteLine(text);

    private static async Task<(string Outcome, ConsoleColor Color)> OutcomeOf(Func<Task> call)
    {
        try
        {
            await call();
            return ("logged in", ConsoleColor.Green);
        }
        catch (CircuitBreakerOpenException)
        {
            return ("turned away", ConsoleColor.Yellow);
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

    private static string Duration(TimeSpan time) => time.TotalMilliseconds < 1
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
