namespace Virga.Http;

/// <summary>A key in a header, a query parameter or a cookie.</summary>
public sealed class ApiKeyAuth : AuthScheme
{
    private readonly string _name;
    private readonly string _location;
    private readonly string _value;

    /// <summary>Makes the scheme.</summary>
    /// <param name="name">Name of the header, parameter or cookie.</param>
    /// <param name="location"><c>header</c>, <c>query</c> or <c>cookie</c>.</param>
    /// <param name="value">The key.</param>
    /// <exception cref="ArgumentException">The location is another, or the name or key cannot stand there.</exception>
    public ApiKeyAuth(string name, string location, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (location is not ("header" or "query" or "cookie")) throw new ArgumentException($"An API key stands in 'header', 'query' or 'cookie', not in '{location}'.", nameof(location));
        _location = location;
        _name = location == "query" ? Uri.EscapeDataString(name) : name;
        _value = location == "header" ? value : Uri.EscapeDataString(value);
        if (location == "header") CheckSecret(value);
        if (location != "query") HeaderText.CheckName(name);
    }

    /// <inheritdoc/>
    public override bool UsesAuthorizationHeaderOnly => _location == "header" && string.Equals(_name, "Authorization", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (_location == "header") attempt.SetHeader(_name, _value);
        else if (_location == "query") attempt.AddQuery(_name, _value);
        else attempt.AddCookie(_name, _value);
        return ValueTask.CompletedTask;
    }

    private static void CheckSecret(string value)
    {
        foreach (var c in value)
        {
            if (c is < ' ' or > '~') throw new ArgumentException("The API key holds a character that cannot stand in a header, such as a line break at its end.", nameof(value));
        }
    }
}
