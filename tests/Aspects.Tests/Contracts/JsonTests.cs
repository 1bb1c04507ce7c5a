using System.Runtime.CompilerServices;
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

    [Fact]
    public void An_exception_whose_message_throws_does_not_hide_the_snapshot()
    {
        using var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 1 });
        breaker.Enter().Failed(new WithoutMessage());

        var failure = Read(JsonSerializer.Serialize(breaker.GetSnapshot()), "LastFailure");

        Assert.Contains(nameof(WithoutMessage), Read(failure, "Type").GetString(), StringComparison.Ordinal);
        Assert.Equal("(no message: reading it throws System.NotSupportedException)", Read(failure, "Message").GetString());
    }

    private sealed class WithoutMessage : Exception
    {
        public override string Message => throw new NotSupportedException();
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
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_facts_for_a_break_can_be_written_and_read(int serializer)
    {
        var context = new BreakDurationContext(
            "orders", CircuitReason.FailureRatio, 2, 0.5, new IOException("The disk is full."), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30))
        { Key = 5 };

        var json = Write(context, serializer);

        Assert.Equal("FailureRatio", Read(json, "Reason").GetString());
        Assert.Equal("The disk is full.", Read(Read(json, "Failure"), "Message").GetString());
        Assert.Equal("00:00:03", Read(json, "RetryAfter").GetString());
        Assert.Equal(json, Write(ReadBack<BreakDurationContext>(json, serializer), serializer));
    }

    [Fact]
    public void A_snapshot_without_its_durations_or_with_them_keeps_all_properties()
    {
        var circuit = new Circuit(new() { MeasureDurations = true });
        circuit.Succeed();
        var json = JsonSerializer.Serialize(circuit.Snapshot);

        Assert.Equal(1, Read(Read(json, "Durations"), "Calls").GetInt64());
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CircuitSnapshot>(json)));
    }

    [Theory]
    [InlineData(typeof(CircuitSnapshot))]
    [InlineData(typeof(CircuitTransition))]
    [InlineData(typeof(CallbackError))]
    [InlineData(typeof(CircuitSavedState))]
    [InlineData(typeof(BreakDurationContext))]
    [InlineData(typeof(LatencySummary))]
    public void The_json_has_the_public_properties_in_their_order(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var text in type.GetProperties().Where(static property => property.PropertyType == typeof(string) && property.CanWrite)) text.SetValue(value, "");
        type.GetProperty(nameof(CircuitSnapshot.FailuresByType))?.SetValue(value, new Dictionary<string, long>());

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(value, type));

        // The compiler adds the property of a record parameter before the properties that the record declares.
        Assert.Equal(
            type.GetProperties().Select(static property => property.Name),
            json.RootElement.EnumerateObject().Select(static property => property.Name));
    }

    [Fact]
    public void The_options_of_the_serializer_apply()
    {
        var snapshot = CreateBreaker(CircuitState.Closed, key: null).GetSnapshot();
        var transition = new CircuitTransition("orders", 1, CircuitState.Closed, CircuitState.HalfOpen, CircuitReason.None, default, null, null);

        Assert.DoesNotContain("null", WriteWith(transition, static options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull), StringComparison.Ordinal);
        Assert.Equal(
            """{"Name":"orders","Number":1,"To":"HalfOpen"}""",
            WriteWith(transition, static options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault));
        Assert.DoesNotContain("Explanation", WriteWith(snapshot, static options => options.IgnoreReadOnlyProperties = true), StringComparison.Ordinal);
        Assert.Contains(
            "\"To\":\"half_open\"",
            WriteWith(transition, static options => options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower))),
            StringComparison.Ordinal);
        Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<CallbackError>(
            """{"Other":1}""", CreateOptions(static options => options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)));
    }

    [Theory]
    [InlineData("[]", "is a JSON object")]
    [InlineData("{}", "has no Name")]
    [InlineData("""{"Name":null}""", "has no Name")]
    [InlineData("""{"name":"orders"}""", "has no Name")]
    [InlineData("""{"Name":"orders","Number":null}""", "Number is null")]
    public void Json_that_no_transition_has_written_is_an_error(string json, string message) =>
        Assert.Contains(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CircuitTransition>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_property_has_its_default_and_an_unknown_one_is_skipped()
    {
        var read = JsonSerializer.Deserialize<CircuitSnapshot>("""{"Added":{"x":[1]},"Name":"orders","Calls":{"x":1},"FailuresByType":null}""")!;

        Assert.Equal(("orders", CircuitState.Closed, 0L, 0), (read.Name, read.State, read.Calls, read.FailuresByType.Count));
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

    private static string WriteWith<T>(T value, Action<JsonSerializerOptions> configure) => JsonSerializer.Serialize(value, CreateOptions(configure));

    private static JsonSerializerOptions CreateOptions(Action<JsonSerializerOptions> configure)
    {
        var options = new JsonSerializerOptions();
        configure(options);
        return options;
    }

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
