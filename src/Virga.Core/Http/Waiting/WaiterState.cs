namespace Virga.Http;

/// <summary>What an acceptor of a waiter means.</summary>
public enum WaiterState
{
    /// <summary>What was waited for is there.</summary>
    Success,

    /// <summary>Look again.</summary>
    Retry,

    /// <summary>It will not come.</summary>
    Failure,
}
