using System.Buffers;
using System.Text;

namespace Virga.Http;

/// <summary>Reads addresses of services.</summary>
internal static class ServerAddress
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("/\\@?#:");

    /// <summary>Puts values into the braces of a template.</summary>
    public static Uri Expand(string template, Func<string, string> variable)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                text.Append(template[i]);
                continue;
            }

            var end = template.IndexOf('}', i);
            if (end < 0) throw new ArgumentException($"The server template '{template}' has a brace that is not closed.");
            var name = template[(i + 1)..end];
            var value = variable(name);

            // A value that is a part of the host must stay one: region "x/../" or "x@other" would lead elsewhere.
            if (text.Length > 0 && value.AsSpan().ContainsAny(Delimiters) && !HasPath(text.ToString())) throw new ArgumentException($"The value of {name}, '{HeaderText.Printable(value)}', cannot be a part of a host name.", name);
            text.Append(value);
            i = end;
        }

        if (!Uri.TryCreate(text.ToString(), UriKind.Absolute, out var uri)) throw new ArgumentException($"The server '{HeaderText.Printable(text.ToString())}' is not a URL. Set ClientOptions.Endpoint, or check the values of the variables in '{template}'.");
        return Check(uri, $"The server '{template}'");
    }

    public static Uri Check(Uri uri, string what)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0) throw new ArgumentException($"{what} must be an absolute http or https URL.");
        if (uri.UserInfo.Length > 0) throw new ArgumentException($"{what} holds a user name or password; give credentials by ClientOptions.Auth.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0) throw new ArgumentException($"{what} has a query or fragment; an address ends with its path.");
        return uri;
    }

    /// <summary>Reads a URL that an answer or a caller gave, absolute or relative to the service.</summary>
    public static Uri Resolve(Uri baseAddress, string url, string name, string operation)
    {
        if (url.AsSpan().ContainsAnyInRange('\0', ' ') || url.Contains('\\') || !Uri.TryCreate(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri))
        {
            if (!Uri.TryCreate(url, UriKind.Relative, out var relative) || url.AsSpan().ContainsAnyInRange('\0', ' ') || url.Contains('\\')) throw Wrong(name, operation);
            return new Uri(baseAddress, relative);
        }

        if (uri.Scheme == Uri.UriSchemeFile && url.StartsWith('/')) return new Uri(baseAddress, url);
        if (uri.Scheme is not ("https" or "http") || uri.Host.Length == 0 || uri.UserInfo.Length > 0) throw Wrong(name, operation);
        return uri;
    }

    private static ArgumentException Wrong(string name, string operation) =>
        new($"The URL that {name} of {operation} gives is not a plain http or https URL.", name);

    private static bool HasPath(string text)
    {
        var host = text.IndexOf("://", StringComparison.Ordinal);
        return host >= 0 && text.IndexOf('/', host + 3) >= 0;
    }
}
