namespace Virga.Storage;

/// <summary>What is listed.</summary>
public sealed record ListOptions
{
    /// <summary>Where keys are cut into common prefixes, usually <c>/</c>. Default: no cut.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Only keys behind this one, in the order of UTF-8 bytes. Default: from the beginning.</summary>
    public string? StartAfter { get; init; }

    /// <summary>Where an earlier page of the same listing ended (<see cref="ListingPage.Continuation"/>). Default: from the beginning.</summary>
    public string? Continuation { get; init; }

    /// <summary>Rows a request asks for. Default: the most that the provider gives.</summary>
    public int? PageSize { get; init; }

    /// <summary>Ends the listing after so many rows. Default: no limit.</summary>
    public long? Limit { get; init; }
}
