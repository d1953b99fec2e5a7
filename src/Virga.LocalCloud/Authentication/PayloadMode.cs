namespace Virga.Local.Authentication;

/// <summary>What x-amz-content-sha256 says about the body.</summary>
internal enum PayloadMode
{
    /// <summary>Nothing is said about the bytes.</summary>
    Unsigned,

    /// <summary>The header is the SHA-256 of the whole body.</summary>
    Hashed,

    /// <summary>Chunks, each with a signature.</summary>
    SignedChunks,

    /// <summary>Signed chunks with signed trailing headers.</summary>
    SignedChunksTrailer,

    /// <summary>Chunks without signatures, with trailing headers.</summary>
    UnsignedTrailer,
}
