using System.Text.Json.Serialization;

namespace Virga.Benchmarks.Speed;

/// <summary>The framework's generated code for <see cref="Plain"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Plain.Berth))]
[JsonSerializable(typeof(Plain.Ship))]
[JsonSerializable(typeof(Plain.Fleet))]
[JsonSerializable(typeof(Plain.Tides))]
[JsonSerializable(typeof(Plain.Log))]
internal sealed partial class PlainJson : JsonSerializerContext;
