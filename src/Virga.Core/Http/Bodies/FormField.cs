namespace Virga.Http;

/// <summary>A field of a form that is not written the usual way.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Style">Its style.</param>
/// <param name="Explode">Whether each value is a field.</param>
/// <param name="AllowReserved">Whether reserved characters stay.</param>
public readonly record struct FormField(string Name, ParameterStyle Style, bool Explode, bool AllowReserved = false);
