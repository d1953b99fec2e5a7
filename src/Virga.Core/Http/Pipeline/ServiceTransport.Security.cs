using System.Collections.Concurrent;

namespace Virga.Http;

/// <content>Which credentials a request carries.</content>
public sealed partial class ServiceTransport
{
    private readonly ConcurrentDictionary<Operation, AuthScheme> _combined = new();

    internal AuthScheme Scheme(string? key, Operation operation, bool isOptional)
    {
        if (key is null) return AuthScheme.Anonymous;
        if (operation.Alternatives.Count > 0 && key == operation.Security) return Alternative(operation, isOptional);
        if (Options.Schemes.TryGetValue(key, out var scheme)) return scheme;
        if (Options.Auth is { } auth) return auth;
        if (isOptional || IsCertificate(key)) return AuthScheme.Anonymous;
        throw new VirgaException(ErrorKind.Unauthenticated, $"{operation.Name} needs credentials of the scheme {key}. Set ClientOptions.Auth or ClientOptions.Schemes[\"{key}\"]; AuthScheme.Anonymous sends none.");
    }

    /// <summary>The scheme of an operation that takes OAuth tokens; null when none of its schemes does.</summary>
    internal SchemeDefinition? TokenScheme(Operation operation)
    {
        SchemeDefinition? first = null;
        foreach (var scheme in Service.Schemes)
        {
            if (scheme.Type is not ("oauth2" or "openIdConnect")) continue;
            if (scheme.Key == operation.Security || operation.Alternatives.Any(keys => keys.Contains(scheme.Key, StringComparer.Ordinal))) return scheme;
            first ??= scheme;
        }

        return first;
    }

    internal Origin Judge(Uri uri, bool isOwn, string source) => _trust.Judge(uri, isOwn, source);

    /// <summary>The first alternative for which there are credentials of each scheme; <see cref="ClientOptions.Auth"/> stands for what is missing of the one that lacks least.</summary>
    private AuthScheme Alternative(Operation operation, bool isOptional)
    {
        if (_combined.TryGetValue(operation, out var known)) return known;
        var chosen = operation.Alternatives.MinBy(keys => keys.Count(IsMissing))!;
        if (chosen.Any(IsMissing) && Options.Auth is null)
        {
            if (isOptional) return AuthScheme.Anonymous;
            var needed = string.Join(", or ", operation.Alternatives.Select(keys => string.Join(" and ", keys)));
            throw new VirgaException(ErrorKind.Unauthenticated, $"{operation.Name} needs credentials of the schemes {needed}. Set them in ClientOptions.Schemes, or ClientOptions.Auth; AuthScheme.Anonymous sends none.");
        }

        // An array or a list that the emitted code holds, so the operations of one client are few and stay the same.
        return _combined.GetOrAdd(operation, CombinedAuth.Of(chosen.Select(key => Options.Schemes.TryGetValue(key, out var scheme) ? scheme : IsCertificate(key) ? AuthScheme.Anonymous : Options.Auth!)));
    }

    private bool IsMissing(string key) => !Options.Schemes.ContainsKey(key) && !IsCertificate(key);

    /// <summary>A certificate of the client is shown by the connection (ClientOptions.Tls) and puts nothing on requests.</summary>
    private bool IsCertificate(string key) => Service.Schemes.Any(scheme => scheme.Key == key && scheme.Type == "mutualTLS");
}
