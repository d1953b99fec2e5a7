namespace Virga.Storage;

/// <summary>What a download did.</summary>
/// <param name="Info">The object.</param>
/// <param name="Bytes">How many bytes were written.</param>
/// <param name="Ranges">How many ranges were read; 1 for one stream.</param>
/// <param name="Resumes">How often a broken body was taken up again.</param>
/// <param name="Checksum">The checksum that was compared; none when the provider gave none of the whole object.</param>
public sealed record DownloadResult(ObjectInfo Info, long Bytes, int Ranges, int Resumes, Checksum Checksum);
