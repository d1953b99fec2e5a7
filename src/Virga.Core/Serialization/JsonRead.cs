namespace Virga.Serialization;

/// <summary>Reads one value.</summary>
/// <typeparam name="T">What it is read into.</typeparam>
/// <param name="json">The cursor before the value.</param>
public delegate T JsonRead<out T>(ref JsonCursor json);
