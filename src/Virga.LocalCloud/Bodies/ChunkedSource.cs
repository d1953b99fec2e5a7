using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Bodies;

/// <summary>
/// Takes the aws-chunked framing off a body and checks it: chunk headers of the form size;chunk-signature=…,
/// a chunk of size zero, then trailing headers where the mode has them.
/// </summary>
internal sealed class ChunkedSource(Stream body, PayloadMode mode, ChunkSigner? signer) : BodySource
{
    // Amazon's lower bound for every chunk but the last.
    private const int MinSignedChunk = 8192;
    private const int MaxTrailers = 16;

    private readonly LineReader _lines = new(body);
    private readonly IncrementalHash? _hash = signer is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _signature = string.Empty;
    private long _left;
    private bool _sawShortChunk;
    private bool _inChunk;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            if (!_inChunk)
            {
                await BeginChunkAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (_left == 0)
            {
                await EndChunkAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            int count = await _lines.ReadAsync(target[..(int)Math.Min(target.Length, _left)], cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw S3Error.IncompleteBody();
            }

            _hash?.AppendData(target.Span[..count]);
            _left -= count;
            return count;
        }

        return 0;
    }

    public override void Dispose()
    {
        _hash?.Dispose();
        base.Dispose();
    }

    private async ValueTask BeginChunkAsync(CancellationToken cancellationToken)
    {
        string header = await _lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? throw S3Error.IncompleteBody();
        string[] parts = header.Split(';', 2);
        if (!long.TryParse(parts[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long size) || size < 0)
        {
            throw S3Error.InvalidRequest("The chunk header of the aws-chunked body does not begin with a size in hexadecimal.");
        }

        const string name = "chunk-signature=";
        _signature = parts.Length > 1 && parts[1].StartsWith(name, StringComparison.Ordinal) ? parts[1][name.Length..].Trim() : string.Empty;
        CheckSize(size);
        _left = size;
        _inChunk = size > 0;
        if (size == 0)
        {
            await EndBodyAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void CheckSize(long size)
    {
        if (signer is null || size == 0)
        {
            return;
        }

        if (_sawShortChunk)
        {
            throw new S3Exception(403, "InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes");
        }

        _sawShortChunk = size < MinSignedChunk;
    }

    private async ValueTask EndChunkAsync(CancellationToken cancellationToken)
    {
        CheckSignature();
        string rest = await _lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? throw S3Error.IncompleteBody();
        if (rest.Length > 0)
        {
            throw S3Error.InvalidRequest("A chunk of the aws-chunked body is longer than its header says.");
        }

        _inChunk = false;
    }

    private async ValueTask EndBodyAsync(CancellationToken cancellationToken)
    {
        CheckSignature();
        Dictionary<string, string> trailers = new(StringComparer.OrdinalIgnoreCase);
        StringBuilder canonical = new();
        string? signature = null;
        while (await _lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !mode.HasTrailer() || trailers.Count >= MaxTrailers)
            {
                throw Malformed();
            }

            string name = line[..colon].Trim().ToLowerInvariant();
            string value = line[(colon + 1)..].Trim();
            if (name == "x-amz-trailer-signature")
            {
                signature = value;
            }
            else if (trailers.TryAdd(name, value))
            {
                canonical.Append(name).Append(':').Append(value).Append('\n');
            }
        }

        if (mode == PayloadMode.SignedChunksTrailer)
        {
            signer!.CheckTrailer(signature ?? throw Malformed(), canonical.ToString());
        }

        Trailers = trailers;
        _ended = true;
    }

    private void CheckSignature()
    {
        if (signer is not null)
        {
            signer.CheckChunk(_signature, Convert.ToHexStringLower(_hash!.GetHashAndReset()));
        }
    }

    private static S3Exception Malformed() => new(
        400, "MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema.");
}
