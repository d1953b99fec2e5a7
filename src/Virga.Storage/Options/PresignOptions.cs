using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>What a signed request says beside its right.</summary>
public sealed record PresignOptions
{
    /// <summary>For Get the media type that the answer states; for Put the media type that must be sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>For Get the disposition that the answer states.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>For PutPart the upload.</summary>
    public Upload? Upload { get; init; }

    /// <summary>For PutPart the part's number, from 1.</summary>
    public int? PartNumber { get; init; }
}
