namespace Virga.Storage;

/// <summary>How the health of a store is asked for.</summary>
public sealed class ObjectStoreHealthOptions
{
    /// <summary>How long the answer may take, retries included.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>An object to look at, for credentials that may not list; that it is missing is healthy.</summary>
    /// <value>Default null: one row of a listing is asked for, which shows that address, credentials and bucket are right.</value>
    public string? Key { get; set; }

    /// <summary>Errors that are Degraded, not the failure status of the registration.</summary>
    /// <value>Default: Throttled.</value>
    public IList<ErrorKind> Degraded { get; } = [ErrorKind.Throttled];
}
