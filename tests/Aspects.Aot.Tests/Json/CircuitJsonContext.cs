using System.Text.Json.Serialization;
using Aspects;

namespace Aot.Json;

/// <summary>A user's own source-generated context for everything that a breaker can report.</summary>
[JsonSerializable(typeof(CircuitSnapshot))]
[JsonSerializable(typeof(CircuitTransition))]
[JsonSerializable(typeof(CallbackError))]
[JsonSerializable(typeof(BreakDurationContext))]
[JsonSerializable(typeof(CircuitSavedState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CircuitJsonContext : JsonSerializerContext;
