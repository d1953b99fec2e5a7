namespace Virga.Http;

/// <summary>How the values at a path are compared.</summary>
public enum WaiterMatch
{
    /// <summary>The one value is the expected one.</summary>
    Equals,

    /// <summary>One of the values is.</summary>
    Any,

    /// <summary>There are values, and all of them are.</summary>
    All,
}
