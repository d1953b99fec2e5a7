namespace Virga.Aws.Signing;

/// <summary>What is signed of a request. The path and the query are the text that is sent.</summary>
internal readonly ref struct CanonicalRequest
{
    public required string Method { get; init; }

    public required string Host { get; init; }

    public required ReadOnlySpan<char> Path { get; init; }

    public required ReadOnlySpan<char> Query { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The lower-case hex SHA-256 of the body, or one of the words that stand in for it.</summary>
    public required string PayloadHash { get; init; }

    public PathRule PathRule { get; init; }

    public SignedHeaderRule HeaderRule { get; init; }

    /// <summary>Writes the canonical request, after the names of the signed headers were written.</summary>
    public static void Write(scoped CanonicalRequest request, scoped CanonicalHeaders headers, scoped ReadOnlySpan<byte> signedNames, ref SigningBuffer target)
    {
        target.AppendText(request.Method);
        target.Append((byte)'\n');
        if (request.PathRule == PathRule.AsSent) CanonicalPath.WriteAsSent(request.Path, ref target);
        else CanonicalPath.WriteNormalized(request.Path, ref target);
        target.Append((byte)'\n');
        CanonicalQuery.Write(request.Query, ref target);
        target.Append((byte)'\n');
        CanonicalHeaders.WriteLines(headers, ref target);
        target.Append((byte)'\n');
        target.Append(signedNames);
        target.Append((byte)'\n');
        target.AppendText(request.PayloadHash);
    }
}
