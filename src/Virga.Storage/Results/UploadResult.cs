namespace Virga.Storage;

/// <summary>What an upload did.</summary>
/// <param name="Info">The object as it is stored, as far as the provider said.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Parts">How many parts were sent; 0 for one piece.</param>
/// <param name="Checksum">The checksum of the whole that was sent along; none for parts.</param>
public sealed record UploadResult(ObjectInfo Info, long Bytes, int Parts, Checksum Checksum);
