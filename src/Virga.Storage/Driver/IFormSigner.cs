namespace Virga.Storage.Driver;

/// <summary>A driver that signs forms: what a browser, or anybody else without credentials, uploads with.</summary>
/// <remarks>Stands beside the contract, since few providers have it. A driver that claims <see cref="PresignCapabilities.Form"/> must implement it; a wrapper that does not hides it.</remarks>
public interface IFormSigner
{
    /// <summary>Signs a form. Must grant only what the query says, and must refuse what the server would.</summary>
    /// <param name="query">What may be uploaded.</param>
    /// <param name="cancellationToken">Ends the wait, where signing asks a server.</param>
    ValueTask<SignedForm> PresignFormAsync(FormQuery query, CancellationToken cancellationToken);
}

/// <summary>What may be uploaded with a form.</summary>
/// <param name="Key">The key; with <paramref name="IsPrefix"/> what keys begin with, which may be empty.</param>
/// <param name="IsPrefix">Whether the holder chooses the rest of the key.</param>
/// <param name="Expires">How long it holds, from now; at most <see cref="PresignCapabilities.MaxExpires"/>.</param>
/// <param name="MinLength">The least content, in bytes.</param>
/// <param name="MaxLength">The most content, in bytes; null for what the provider takes in one piece.</param>
/// <param name="ContentType">The media type that must be stated; null for any.</param>
/// <param name="ContentTypePrefix">What the media type must begin with, such as <c>image/</c>; null for anything.</param>
/// <param name="Metadata">User metadata that every upload gets.</param>
public sealed record FormQuery(
    string Key,
    bool IsPrefix,
    TimeSpan Expires,
    long MinLength,
    long? MaxLength,
    string? ContentType,
    string? ContentTypePrefix,
    IReadOnlyDictionary<string, string> Metadata);
