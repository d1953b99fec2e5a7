using System.Text.Json;

namespace Virga.Http;

/// <summary>Writes a value as JSON.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="writer">Where to.</param>
/// <param name="value">The value.</param>
public delegate void JsonWrite<in T>(Utf8JsonWriter writer, T value);
