namespace Virga.Local.Bodies;

/// <summary>What the bytes of a body came to.</summary>
/// <param name="Md5">In lower-case hexadecimal, as entity tags have it.</param>
/// <param name="Checksum">The checksum that was claimed or asked for.</param>
/// <param name="Length">In bytes.</param>
internal sealed record BodyDigests(string Md5, StoredChecksum? Checksum, long Length);
