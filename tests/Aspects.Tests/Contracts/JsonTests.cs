using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspects.Tests;

/// <summary>Snapshots, transitions, callback errors and saved states can be written as JSON in every state.</summary>
public sealed partial class JsonTests
{
    private static readonly JsonSerializerOptions[] Serializers =
        [new(), new(JsonSerializerDefaults.Web), Generated.Default.Options];

    private readonly TestClock _clock = new();

    public static TheoryData<CircuitState, int> States
    {
        get
        {
            var data = new TheoryData<CircuitState, int>();
            foreach (var state in Enum.GetValues<CircuitState>())
            {
                for (var serializer = 0; serializer < Serializers.Length; serializer++) data.Add(state, serializer);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_snapshot_can_be_written_in_every_state(CircuitState state, int serializer)
    {
        var snapshot = CreateBreaker(state, key: (1, "a")).GetSnapshot();

        var json = Write(snapshot, serializer);

        Assert.Equal(state.ToString(), Read(json, "State").GetString());
        Assert.Equal("(1, a)", Read(json, "Key").GetString());
        Assert.Equal(snapshot.Explanation, Read(json, "Explanation").GetString());
        var failure = Read(json, "LastFailure");
        if (state is CircuitState.Closed or CircuitState.Isolated) return;
        Assert.Equal("System.IO.IOException", Read(failure, "Type").GetString());
        Assert.Equal("The disk is full.", Read(failure, "Message").GetString());
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_snapshot_that_was_read_writes_the_same_json(CircuitState state, int serializer)
    {
        var json = Write(CreateBreaker(state, key: 5).GetSnapshot(), serializer);

        Assert.Equal(json, Write(ReadBack<CircuitSnapshot>(json, serializer), serializer));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_saved_state_survives_a_round_trip(CircuitState state, int serializer)
    {
        var saved = CreateBreaker(state, key: "tenant 7").Save();

        Assert.Equal(saved, ReadBack<CircuitSavedState>(Write(saved, serializer), serializer));
        Assert.Equal("tenant 7", saved.Key);
    }

    [Fact]
    public void A_breaker_continues_from_a_state_that_was_read_from_json()
    {
        var saved = JsonSerializer.Deserialize<CircuitSavedState>(JsonSerializer.Serialize(CreateBreaker(CircuitState.Open, key: null).Save()));
        var breaker = CreateBreaker(CircuitState.Closed, key: null);

        breaker.Restore(saved!);

        Assert.Equal(CircuitState.Open, breaker.State);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5L)]
    [InlineData("tenant 7")]
    [InlineData(ConsoleColor.Red)]
    [InlineData(true)]
    public void A_keyed_breaker_continues_from_its_own_state_and_refuses_that_of_another_key(object key)
    {
        var saved = JsonSerializer.Deserialize<CircuitSavedState>(JsonSerializer.Serialize(CreateBreaker(CircuitState.Open, key).Save()))!;
        var breaker = CreateBreaker(CircuitState.Closed, key);

        breaker.Restore(saved);

        Assert.Equal(CircuitState.Open, breaker.State);
        foreach (var other in new object?[] { "tenant 8", null })
        {
            var error = Assert.Throws<ArgumentException>("saved", () => CreateBreaker(CircuitState.Closed, other).Restore(saved));
            Assert.Contains($"belongs to the key '{key}', and this breaker has the key {(other is null ? "(none)" : $"'{other}'")}.", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>("saved", () => CreateBreaker(CircuitState.Closed, key).Restore(saved with { Key = null }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_transition_and_a_callback_error_can_be_written(int serializer)
    {
        var breaker = CreateBreaker(CircuitState.Closed, key: 5);
        var recorder = new Recorder();
        using var subscription = breaker.Subscribe(recorder);
        breaker.Enter().Failed(new IOException("The disk is full."));
        breaker.ReportCallbackError("Classify", new InvalidOperationException("Wrong."));

        var transition = Write(recorder.WaitForTransitions(1)[0], serializer);
        var error = Write(recorder.WaitForCallbackErrors(1)[0], serializer);

        Assert.Equal("ConsecutiveFailures", Read(transition, "Reason").GetString());
        Assert.Equal("The disk is full.", Read(Read(transition, "Failure"), "Message").GetString());
        Assert.Equal(5, Read(transition, "Key").GetInt32());
        Assert.Equal("System.InvalidOperationException", Read(Read(error, "Error"), "Type").GetString());
        Assert.Equal(transition, Write(ReadBack<CircuitTransition>(transition, serializer), serializer));
        Assert.Equal(error, Write(ReadBack<CallbackError>(error, serializer), serializer));
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData("a", "\"a\"")]
    [InlineData(5, "5")]
    [InlineData(5_000_000_000L, "5000000000")]
    [InlineData(true, "true")]
    [InlineData(ConsoleColor.Red, "\"Red\"")]
    [InlineData('c', "\"c\"")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(ulong.MaxValue, "18446744073709551615")]
    public void A_key_of_any_type_can_be_written_and_read(object? key, string expected)
    {
        var saved = CreateBreaker(CircuitState.Open, key).Save();

        var json = JsonSerializer.Serialize(saved);

        Assert.Equal(expected, Read(json, "Key").GetRawText());
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CircuitSavedState>(json)));
    }

    [Fact]
    public void Malformed_json_is_an_error_and_unknown_properties_of_an_exception_are_skipped()
    {
        var state = JsonSerializer.Serialize(CreateBreaker(CircuitState.Open, key: 5).Save());
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CircuitSavedState>(state.Replace("\"Key\":5", "\"Key\":[5]", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CircuitSavedState>(state.Replace("\"Open\"", "\"Ajar\"", StringComparison.Ordinal)));
        var error = """{"Name":"a","Source":"b","Error":{"Other":{"x":[1]},"message":"m","Type":"T"},"Key":null}""";
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CallbackError>(error.Replace("{\"Other\":{\"x\":[1]},\"message\":\"m\",\"Type\":\"T\"}", "3", StringComparison.Ordinal)));

        var read = JsonSerializer.Deserialize<CallbackError>(error)!;

        Assert.Equal(("m", "T: m"), (read.Error.Message, read.Error.ToString()));
    }

    private CircuitBreaker CreateBreaker(CircuitState state, object? key)
    {
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 1, SlowCallDuration = TimeSpan.FromSeconds(1) };
        var breaker = new CircuitBreaker("orders", key, options, _clock, registryListeners: null, settingsOwner: null);
        if (state == CircuitState.Isolated) breaker.Isolate();
        if (state is CircuitState.Closed or CircuitState.Isolated) return breaker;
        try
        {
            throw new IOException("The disk is full.");
        }
        catch (IOException error)
        {
            breaker.Enter().Failed(error);
        }

        if (state == CircuitState.HalfOpen)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            breaker.Enter();
        }

        return breaker;
    }

    private static string Write<T>(T value, int serializer) => JsonSerializer.Serialize(value, Serializers[serializer]);

    private static T ReadBack<T>(string json, int serializer) => JsonSerializer.Deserialize<T>(json, Serializers[serializer])!;

    private static JsonElement Read(string json, string property)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement, property).Clone();
    }

    // The web defaults write names in camel case.
    private static JsonElement Read(JsonElement element, string property) =>
        element.EnumerateObject().Single(candidate => string.Equals(candidate.Name, property, StringComparison.OrdinalIgnoreCase)).Value;

    [JsonSerializable(typeof(CircuitSnapshot))]
    [JsonSerializable(typeof(CircuitTransition))]
    [JsonSerializable(typeof(CallbackError))]
    [JsonSerializable(typeof(CircuitSavedState))]
    [JsonSerializable(typeof(BreakDurationContext))]
    private sealed partial class Generated : JsonSerializerContext;
}
