using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>What the flags of <c>cp</c> say.</summary>
internal sealed record CopyOptions(bool Recursive, bool NoOverwrite, UploadOptions Upload, DownloadOptions Download);
