namespace Virga.Http;

/// <summary>Items with one byte between them, which no JSON text of one line holds. The last needs none behind it.</summary>
internal sealed class LineFraming(byte separator) : ItemFraming
{
    private int _seen;

    public override bool TryFind(StreamWindow window, out int length, out int behind)
    {
        while (true)
        {
            var span = window.Span;
            var at = span[_seen..].IndexOf(separator);
            if (at < 0 && !window.HasEnded)
            {
                _seen = span.Length;
                (length, behind) = (0, 0);
                return false;
            }

            var end = at < 0 ? span.Length : _seen + at;
            _seen = 0;
            behind = at < 0 ? end : end + 1;
            length = end;

            // Space alone is no item: empty lines, the CR of a line's end, what stands before the first record.
            if (span[..end].IndexOfAnyExcept(" \t\r\n"u8) >= 0) return true;
            window.Take(behind);
            if (at < 0) return false;
        }
    }
}
