using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Virga.Http;

/// <summary>Fetches a token by client credentials, over the connections of the client that needs it. What a server says is bounded, and never names the secret.</summary>
internal sealed class TokenRequest(ClientCredentialsAuth auth, ServiceTransport transport, SchemeDefinition? scheme)
{
    public const string Header = "Authorization";

    // Tokens and discovery documents are a few KiB; nothing that a server sends is trusted with more.
    private const int MaxAnswer = 1024 * 1024;

    private Uri? _endpoint;

    public async ValueTask<SessionAnswer> SendAsync(CancellationToken cancellationToken)
    {
        var endpoint = _endpoint ??= await EndpointAsync(cancellationToken).ConfigureAwait(false);
        using var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = Form() };
        if (!auth.SecretInBody) message.Headers.TryAddWithoutValidation(Header, "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Escaped(auth.ClientId)}:{Escaped(auth.ClientSecret)}")));
        using var answer = await AnswerAsync(message, "token endpoint", cancellationToken).ConfigureAwait(false);
        var root = answer.RootElement;
        if (Text(root, "access_token") is not { Length: > 0 } token || token.AsSpan().ContainsAnyExceptInRange('!', '~')) throw Malformed(endpoint, "no access_token that can stand in a header");
        if (Text(root, "token_type") is { } type && !string.Equals(type, "bearer", StringComparison.OrdinalIgnoreCase)) throw Malformed(endpoint, "a token of another type than bearer");
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [Header] = "Bearer " + token };
        return new SessionAnswer(values, Seconds(root) is { } seconds ? transport.Options.TimeProvider.GetUtcNow().AddSeconds(seconds) : null);
    }

    /// <summary>What the application says, else the spec's tokenUrl, else what its discovery document names.</summary>
    private async ValueTask<Uri> EndpointAsync(CancellationToken cancellationToken)
    {
        if (auth.TokenEndpoint is { } given) return Trusted(given, isOwn: true, "ClientCredentialsAuth.TokenEndpoint names it");
        if (scheme?.TokenUrl is { } written) return Trusted(Absolute(written), isOwn: true, "the spec names it");
        if (scheme?.OpenIdConnectUrl is not { } discovery)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"{transport.Service.Name} does not say where tokens for client credentials come from. Set ClientCredentialsAuth.TokenEndpoint.");
        }

        var source = Trusted(Absolute(discovery), isOwn: true, "the spec names it");
        using var message = new HttpRequestMessage(HttpMethod.Get, source);
        using var document = await AnswerAsync(message, "discovery document", cancellationToken).ConfigureAwait(false);
        if (Text(document.RootElement, "token_endpoint") is not { } named || !Uri.TryCreate(named, UriKind.Absolute, out var endpoint)) throw Malformed(source, "no token_endpoint");

        // The document came over the network: it may lead to its own server, and elsewhere only where the application or the spec says so.
        var isOwn = Uri.Compare(source, endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        return Trusted(endpoint, isOwn, $"the discovery document at {source.Authority} names it");
    }

    private Uri Absolute(string url)
    {
        if (!Uri.TryCreate(transport.BaseAddress, url, out var uri)) throw new VirgaException(ErrorKind.InvalidArgument, $"'{HeaderText.Printable(url)}', where {transport.Service.Name} has its tokens, is no URL. Set ClientCredentialsAuth.TokenEndpoint.");
        return uri;
    }

    private Uri Trusted(Uri uri, bool isOwn, string source)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0) throw new VirgaException(ErrorKind.InvalidArgument, $"The token endpoint is no plain http or https URL; {source}.");
        if (transport.Judge(uri, isOwn, source).Refusal is { } refusal) throw new VirgaException(ErrorKind.Untrusted, refusal);
        return uri;
    }

    private ByteArrayContent Form()
    {
        var text = new StringBuilder("grant_type=client_credentials");
        if (auth.Scopes.Count > 0) Field(text, "scope", string.Join(' ', auth.Scopes));
        foreach (var (name, value) in auth.Parameters) Field(text, name, value);
        if (auth.SecretInBody)
        {
            Field(text, "client_id", auth.ClientId);
            Field(text, "client_secret", auth.ClientSecret);
        }

        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text.ToString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private static void Field(StringBuilder text, string name, string value) => text.Append('&').Append(Escaped(name)).Append('=').Append(Escaped(value));

    // RFC 6749, section 2.3.1: id and secret are encoded as a form is, before they become basic authentication.
    private static string Escaped(string text) => Serialization.Wire.FormUrl(text)!;

    private async ValueTask<JsonDocument> AnswerAsync(HttpRequestMessage message, string what, CancellationToken cancellationToken)
    {
        var uri = message.RequestUri!;
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (transport.UserAgent is { } agent) message.Headers.TryAddWithoutValidation("User-Agent", agent);
        using var limit = new CancellationTokenSource(transport.Options.Timeouts.ResponseHeaders, transport.Options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await transport.SendAsync(message, linked.Token).ConfigureAwait(false);
            var bytes = await ReadAsync(response, uri, linked.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status != 200) throw Refused(uri, what, status, bytes);
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            // The exception may show a part of what was read, which may be a token.
            throw Malformed(uri, "what is no JSON");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new VirgaException(ErrorKind.Connection, $"The {what} at {uri.Authority} could not be reached: {e.Message}", e);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new VirgaException(ErrorKind.Timeout, $"The {what} at {uri.Authority} did not answer in time (Timeouts.ResponseHeaders).");
        }
    }

    private static async ValueTask<byte[]> ReadAsync(HttpResponseMessage response, Uri uri, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var block = new byte[4096];
        for (int read; (read = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (bytes.Length + read > MaxAnswer) throw Malformed(uri, "more than 1 MiB");
            bytes.Write(block, 0, read);
        }

        return bytes.ToArray();
    }

    private static VirgaException Refused(Uri uri, string what, int status, byte[] bytes)
    {
        var kind = status switch
        {
            429 => ErrorKind.Throttled,
            >= 500 => ErrorKind.Unavailable,
            _ => ErrorKind.Unauthenticated,
        };
        var code = Code(bytes) is { } error ? $" ({error})" : "";
        var hint = kind == ErrorKind.Unauthenticated ? " Check client id, secret and scopes." : "";
        return new VirgaException(kind, $"The {what} at {uri.Authority} answered {status}{code}.{hint}");
    }

    /// <summary>The error code of RFC 6749, section 5.2, when it is one: descriptions are not shown, since servers repeat what they were sent.</summary>
    private static string? Code(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Text(document.RootElement, "error") is { Length: > 0 and <= 40 } code && code.All(static c => char.IsAsciiLetterLower(c) || c == '_') ? code : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>expires_in as a number, or as digits, which some servers send.</summary>
    private static double? Seconds(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("expires_in", out var value)) return null;
        var isNumber = value.ValueKind == JsonValueKind.Number ? value.TryGetDouble(out var seconds) : double.TryParse(Text(root, "expires_in"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out seconds);

        // Beyond ten years a server means for ever, and a date may not hold it.
        return isNumber && seconds is >= 0 and < 315_360_000 ? seconds : null;
    }

    private static VirgaException Malformed(Uri uri, string what) => new(ErrorKind.MalformedResponse, $"{uri.Authority} was asked for a token and answered with {what}.");
}
