using Virga.Serialization;

namespace Virga.Http;

/// <summary>Writes a value as XML, its root element included.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="writer">Where to.</param>
/// <param name="value">The value.</param>
public delegate void XmlWrite<in T>(XmlBodyWriter writer, T value);
