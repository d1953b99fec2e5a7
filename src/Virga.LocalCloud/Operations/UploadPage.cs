namespace Virga.Local.Operations;

/// <summary>One page of the uploads under way: by key, and of one key by age.</summary>
internal sealed class UploadPage
{
    public List<Upload> Items { get; } = [];

    public List<string> Prefixes { get; } = [];

    public bool Truncated { get; private set; }

    public string NextKey { get; private set; } = string.Empty;

    public string NextId { get; private set; } = string.Empty;

    public static UploadPage Read(Upload[] sorted, string prefix, string delimiter, string keyMarker, string idMarker, int limit)
    {
        UploadPage page = new();
        foreach (Upload upload in sorted.Skip(Begin(sorted, prefix, delimiter, keyMarker, idMarker)))
        {
            if (!upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            int end = delimiter.Length == 0 ? -1 : upload.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            string? common = end < 0 ? null : upload.Key[..(end + delimiter.Length)];
            if (common is not null && page.Prefixes.Count > 0 && page.Prefixes[^1] == common)
            {
                continue;
            }

            if (page.Items.Count + page.Prefixes.Count == limit)
            {
                page.Truncated = limit > 0;
                break;
            }

            page.Add(upload, common);
        }

        return page;
    }

    // A marker with an upload id goes on behind that upload, even when it has been completed since; one without behind the key.
    private static int Begin(Upload[] sorted, string prefix, string delimiter, string keyMarker, string idMarker)
    {
        if (keyMarker.Length == 0)
        {
            return 0;
        }

        if (Marker.Read(keyMarker, prefix, delimiter) is { IsPrefix: true })
        {
            int last = Array.FindLastIndex(sorted, upload => upload.Key.StartsWith(keyMarker, StringComparison.Ordinal));
            return last >= 0 ? last + 1 : First(sorted, upload => Utf8Order.Instance.Compare(upload.Key, keyMarker) > 0);
        }

        int marked = idMarker.Length == 0 ? -1 : Array.FindIndex(sorted, upload => upload.Key == keyMarker && upload.Id == idMarker);
        return marked >= 0 ? marked + 1 : First(sorted, upload => Utf8Order.Instance.Compare(upload.Key, keyMarker) > (idMarker.Length == 0 ? 0 : -1));
    }

    private static int First(Upload[] sorted, Predicate<Upload> match)
    {
        int index = Array.FindIndex(sorted, match);
        return index < 0 ? sorted.Length : index;
    }

    private void Add(Upload upload, string? common)
    {
        if (common is not null)
        {
            Prefixes.Add(common);
            NextKey = common;
            NextId = string.Empty;
            return;
        }

        Items.Add(upload);
        NextKey = upload.Key;
        NextId = upload.Id;
    }
}
