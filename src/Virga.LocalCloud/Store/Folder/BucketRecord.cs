namespace Virga.Local.Store.Folder;

internal sealed record BucketRecord(string Name, DateTimeOffset Created, Dictionary<string, string>? Tags = null);
