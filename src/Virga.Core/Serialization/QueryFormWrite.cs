namespace Virga.Serialization;

/// <summary>Writes a value into a form, at the name at which the form stands.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="form">Where to.</param>
/// <param name="value">The value.</param>
public delegate void QueryFormWrite<in T>(QueryFormWriter form, T value);
