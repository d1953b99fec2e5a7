namespace Virga.Local.Checksums;

internal enum ChecksumKind
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}
