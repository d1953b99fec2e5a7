using Virga.Storage.Driver;

namespace Virga.Storage;

public sealed partial class ObjectStore
{
    /// <summary>Signs a form that somebody else can upload with, from a browser too. It gives the one right that is asked for, and is a secret until it expires.</summary>
    /// <param name="key">The key; with <see cref="PresignPostOptions.IsPrefix"/> what keys begin with, not empty.</param>
    /// <param name="expires">How long it holds, from now.</param>
    /// <param name="options">What may be uploaded; null for anything.</param>
    /// <param name="cancellationToken">Ends the wait, where signing asks a server.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.Unsupported"/> where <see cref="PresignCapabilities.Form"/> is not claimed; <see cref="ErrorKind.InvalidArgument"/> for a policy that the provider would refuse.</exception>
    public async ValueTask<SignedForm> PresignPostAsync(string key, TimeSpan expires, PresignPostOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        var query = Named(key, () => ToForm(key, expires, options ?? new PresignPostOptions()));
        return await _driver.PresignFormAsync(query, cancellationToken).ConfigureAwait(false);
    }

    private FormQuery ToForm(string key, TimeSpan expires, PresignPostOptions options)
    {
        var presign = Capabilities.Presign;
        OptionMapping.Require(presign.Form && _driver.SignsForms, "Presign.Form", "A signed form");
        if (expires <= TimeSpan.Zero || expires > presign.MaxExpires) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"A signed form holds for more than nothing and at most {presign.MaxExpires}, not {expires}.");
        if (options.MinLength < 0 || options.MaxLength < options.MinLength) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"A form takes from {options.MinLength} to {options.MaxLength} bytes, which is nothing: give a MinLength of zero or more and a MaxLength that is not below it.");
        if (options is { ContentType: not null, ContentTypePrefix: not null }) throw new ArgumentException("Give ContentType or ContentTypePrefix, not both.", nameof(options));
        KeyRules.CheckHeader("ContentType", options.ContentType);
        KeyRules.CheckHeader("ContentTypePrefix", options.ContentTypePrefix);
        return new FormQuery(key, options.IsPrefix, expires, options.MinLength, options.MaxLength, options.ContentType, options.ContentTypePrefix, KeyRules.CheckMetadata(options.Metadata, Capabilities.Limits) ?? new Dictionary<string, string>(StringComparer.Ordinal));
    }
}
