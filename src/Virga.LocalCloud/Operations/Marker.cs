namespace Virga.Local.Operations;

/// <summary>A marker as older listings have it: a key, or the common prefix that ended the page before.</summary>
internal static class Marker
{
    public static ContinuationToken? Read(string marker, string prefix, string delimiter)
    {
        if (marker.Length == 0)
        {
            return null;
        }

        bool isPrefix = delimiter.Length > 0
            && marker.Length > prefix.Length
            && marker.StartsWith(prefix, StringComparison.Ordinal)
            && marker.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) == marker.Length - delimiter.Length;
        return new(marker, isPrefix);
    }
}
