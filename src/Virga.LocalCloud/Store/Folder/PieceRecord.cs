namespace Virga.Local.Store.Folder;

internal sealed record PieceRecord(string File, long Length);
