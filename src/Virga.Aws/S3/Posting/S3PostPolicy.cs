using Virga.Storage.Driver;

namespace Virga.Aws.S3;

/// <summary>What may be uploaded with a form that <see cref="S3Client.PresignPostAsync"/> signs.</summary>
/// <remarks>Whatever S3 would refuse is refused when the policy is signed, with the reason. The rules are "POST Policy" and "POST Object" of the Amazon S3 API Reference.</remarks>
public sealed record S3PostPolicy
{
    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key. At its end <c>${filename}</c> stands for the name that the browser gives. Either this or <see cref="KeyPrefix"/>.</summary>
    public string? Key { get; init; }

    /// <summary>What keys begin with; the holder chooses the rest, and the form proposes the name of the file. Empty for any key.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>How long the form can be used, from 1 second to 7 days. Default 1 hour.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The least content, in bytes. Default 0.</summary>
    public long MinLength { get; init; }

    /// <summary>The most content, in bytes. Default: 5 GiB, which is what a form can carry.</summary>
    public long? MaxLength { get; init; }

    /// <summary>The media type. Default: any, and S3 stores <c>binary/octet-stream</c> when the form says nothing.</summary>
    public string? ContentType { get; init; }

    /// <summary>What the media type must begin with, such as <c>image/</c>. The holder adds the field Content-Type. Not together with <see cref="ContentType"/>.</summary>
    public string? ContentTypePrefix { get; init; }

    /// <summary>A canned access control list, such as <c>private</c>. Default: none is sent.</summary>
    public string? Acl { get; init; }

    /// <summary>User metadata that every upload gets, names without <c>x-amz-meta-</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The status of a success: 200, 201 (with an XML document) or 204. Default: the service's, which is 204.</summary>
    public int? SuccessStatus { get; init; }

    /// <summary>Where a browser is sent after a success. Default: nowhere. Not together with <see cref="SuccessStatus"/>.</summary>
    public Uri? SuccessRedirect { get; init; }

    /// <summary>Conditions on other fields. Default: none.</summary>
    public IReadOnlyList<S3PostCondition> Conditions { get; init; } = [];

    /// <summary>Fields to put into the form where a condition leaves a choice, such as the key below <see cref="KeyPrefix"/>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal static S3PostPolicy Of(string bucket, FormQuery query) => new()
    {
        Bucket = bucket,
        Key = query.IsPrefix ? null : query.Key,
        KeyPrefix = query.IsPrefix ? query.Key : null,
        Expires = query.Expires,
        MinLength = query.MinLength,
        MaxLength = query.MaxLength,
        ContentType = query.ContentType,
        ContentTypePrefix = query.ContentTypePrefix,
        Metadata = query.Metadata,
    };
}
