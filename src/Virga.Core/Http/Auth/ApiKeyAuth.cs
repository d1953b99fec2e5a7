namespace Virga.Http;

/// <summary>A key in a header or a query parameter.</summary>
public sealed class ApiKeyAuth : AuthScheme
{
    private readonly string _name;
    private readonly bool _inHeader;
    private readonly string _value;

    /// <summary>Makes the scheme.</summary>
    /// <param name="name">Name of the header or parameter.</param>
    /// <param name="location"><c>header</c> or <c>query</c>.</param>
    /// <param name="value">The key.</param>
    /// <exception cref="ArgumentException">The location is another, or the name or key cannot stand there.</exception>
    public ApiKeyAuth(string name, string location, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (location is not ("header" or "query")) throw new ArgumentException($"An API key stands in 'header' or 'query', not in '{location}'.", nameof(location));
        _name = name;
        _inHeader = location == "header";
        _value = _inHeader ? value : Uri.EscapeDataString(value);
        if (_inHeader) CheckSecret(name, value);
        else _name = Uri.EscapeDataString(name);
    }

    /// <inheritdoc/>
    public override bool UsesAuthorizationHeaderOnly => _inHeader && string.Equals(_name, "Authorization", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (_inHeader) attempt.SetHeader(_name, _value);
        else attempt.AddQuery(_name, _value);
        return ValueTask.CompletedTask;
    }

    private static void CheckSecret(string name, string value)
    {
        HeaderText.CheckName(name);
        foreach (var c in value)
        {
            if (c is < ' ' or > '~') throw new ArgumentException("The API key holds a character that cannot stand in a header, such as a line break at its end.", nameof(value));
        }
    }
}
