namespace Virga.Http;

/// <summary>Checks of the options that are about connections: each value, and those that contradict each other.</summary>
internal static class ConnectionOptionsCheck
{
    public static void All(ClientOptions options)
    {
        if (options.UserAgent is not null) HeaderText.Check("User-Agent", options.UserAgent);
        if (options.Application is not null) Application(options.Application);
        Values(options);
        var given = (options.Handler, options.HandlerSource, options.HttpClient) switch
        {
            (not null, not null, _) => throw new ArgumentException("Set ClientOptions.Handler or ClientOptions.HandlerSource, not both."),
            (_, not null, not null) => throw new ArgumentException("Set ClientOptions.HandlerSource or ClientOptions.HttpClient, not both."),
            (not null, _, _) => "ClientOptions.Handler",
            (_, _, not null) => "ClientOptions.HttpClient",
            _ => null,
        };
        if (given is null) return;
        if (options.Proxy is not null) throw Contradiction(given, "Proxy");
        if (options.MaxConnections is not null) throw Contradiction(given, "MaxConnections");
        if (options.Tls.IsSet) throw Contradiction(given, "Tls");
    }

    /// <summary>What the making of a handler needs.</summary>
    public static void Values(ClientOptions options)
    {
        if (options.Tls is null) throw new ArgumentException("ClientOptions.Tls must not be null.");
        options.Proxy?.Validate();
        options.Tls.Validate();
        if (options.MaxConnections is { } most) Limits.AtLeast(most, 1, nameof(options.MaxConnections));
        if (options.HttpVersion is { } version && version is not ({ Major: 1, Minor: 0 or 1 } or { Major: 2 or 3, Minor: 0 })) throw new ArgumentException($"ClientOptions.HttpVersion is {version}; set 1.0, 1.1, 2.0 or 3.0.");
        if (!Enum.IsDefined(options.HttpVersionPolicy)) throw new ArgumentException($"ClientOptions.HttpVersionPolicy is {(int)options.HttpVersionPolicy}, which is none of its names.");
        if (options.HttpVersion is null && options.HttpVersionPolicy != HttpVersionPolicy.RequestVersionOrLower) throw new ArgumentException($"ClientOptions.HttpVersionPolicy is {options.HttpVersionPolicy} and ClientOptions.HttpVersion is not set; set the version too.");
    }

    /// <summary>What contradicts the address of the service.</summary>
    public static void Address(ClientOptions options, Uri address)
    {
        if (address.Scheme == "https") return;
        if (options.Tls.IsSet) throw new ArgumentException($"ClientOptions.Tls is set, and {address.GetLeftPart(UriPartial.Authority)} is plain http, where it has no effect. Use https, or leave it out.");
        if (options.HttpVersion is { Major: 3 }) throw new ArgumentException($"ClientOptions.HttpVersion is 3.0, which needs https, and {address.GetLeftPart(UriPartial.Authority)} is plain http.");
    }

    private static void Application(string text)
    {
        HeaderText.Check("User-Agent", text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (text.Contains(' ', StringComparison.Ordinal) || slash == 0 || slash == text.Length - 1 || text.Length == 0) throw new ArgumentException($"ClientOptions.Application is '{text}'; write a name without spaces, and a version behind a slash, such as reports/2.1.");
    }

    private static ArgumentException Contradiction(string given, string setting) =>
        new($"{given} and ClientOptions.{setting} contradict each other: what is handed in has its own settings. Leave {given} out, or make the handler with ClientOptions.CreateHandler() and hand it in by HandlerSource.");
}
