namespace Virga.Aws.Signing;

/// <summary>Keeps the last scope: a new one is made when the second turns, a new key when the day or the credentials do.</summary>
/// <remarks>Safe for concurrent calls: the scope is immutable, and a race only makes one twice.</remarks>
internal sealed class SigningScopeCache(string region, string service)
{
    private SigningScope? _last;

    public SigningScope For(AwsCredentials credentials, DateTimeOffset now)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && IsFor(last, credentials))
        {
            if (last.Second == now.ToUnixTimeSeconds()) return last;
            if (last.IsSameDay(now)) return Keep(last.At(now));
        }

        return Keep(SigningScope.Create(credentials, now, region, service));
    }

    private static bool IsFor(SigningScope scope, AwsCredentials credentials) => ReferenceEquals(scope.Credentials, credentials)
        || (scope.Credentials.SecretAccessKey == credentials.SecretAccessKey && scope.Credentials.AccessKeyId == credentials.AccessKeyId);

    private SigningScope Keep(SigningScope scope)
    {
        Volatile.Write(ref _last, scope);
        return scope;
    }
}
