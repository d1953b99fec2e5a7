namespace Virga.Aws;

/// <summary>Credentials of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.</summary>
/// <remarks>They are read at the first use and again when they are refused.</remarks>
/// <param name="read">Reads a variable; null for the environment of the process.</param>
public sealed class EnvironmentCredentials(Func<string, string?>? read = null) : IOptionalAwsCredentialSource, IKnownAwsCredentials
{
    private readonly Func<string, string?> _read = read ?? Environment.GetEnvironmentVariable;
    private AwsCredentials? _kept;

    /// <inheritdoc/>
    string IKnownAwsCredentials.Identity => $"environment {Read("AWS_ACCESS_KEY_ID")}";

    /// <inheritdoc/>
    public string Tried => "the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set)";

    /// <inheritdoc/>
    public async ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken)
        => await TryGetAsync(forceRefresh, cancellationToken).ConfigureAwait(false) ?? throw AwsCredentialChain.NoneFound([this]);

    /// <inheritdoc/>
    public ValueTask<AwsCredentials?> TryGetAsync(bool forceRefresh, CancellationToken cancellationToken)
    {
        if (!forceRefresh && Volatile.Read(ref _kept) is { } kept) return new(kept);

        var id = Read("AWS_ACCESS_KEY_ID");
        var secret = Read("AWS_SECRET_ACCESS_KEY");
        if (id is null && secret is null) return new((AwsCredentials?)null);
        if (id is null || secret is null)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"The environment variable {(id is null ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID")} is set and {(id is null ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY")} is not; set both or neither.");
        }

        var credentials = AwsCredentialChain.Make(id, secret, Read("AWS_SESSION_TOKEN"), "the environment variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN");
        Volatile.Write(ref _kept, credentials);
        return new(credentials);
    }

    private string? Read(string name) => _read(name) is { Length: > 0 } value ? value : null;
}
