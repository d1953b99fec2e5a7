using System.Text.Json;

namespace Virga.Serialization;

/// <summary>A value that writes itself as JSON.</summary>
public interface IJsonWritable
{
    /// <summary>Writes the value.</summary>
    /// <param name="writer">Where to.</param>
    void WriteJson(Utf8JsonWriter writer);
}
