namespace Virga.Http;

/// <summary>How the items of a streamed answer stand behind each other.</summary>
public enum ItemFormat
{
    /// <summary>A JSON text a line (NDJSON, JSON Lines); empty lines are passed over.</summary>
    Lines,

    /// <summary>JSON texts, each behind a record separator (RFC 7464).</summary>
    Records,

    /// <summary>The elements of one JSON array.</summary>
    Array,
}
