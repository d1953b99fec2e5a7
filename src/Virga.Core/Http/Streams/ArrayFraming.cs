namespace Virga.Http;

/// <summary>The elements of a JSON array. Only brackets and texts are told apart here; whoever reads the element finds what is wrong in it.</summary>
internal sealed class ArrayFraming : ItemFraming
{
    private static readonly System.Buffers.SearchValues<byte> Structure = System.Buffers.SearchValues.Create("\"[]{},"u8);
    private static readonly System.Buffers.SearchValues<byte> Quote = System.Buffers.SearchValues.Create("\"\\"u8);

    private int _seen;
    private int _depth;
    private bool _inText;
    private bool _hasBegun;
    private bool _hasItems;
    private bool _hasEnded;

    public override bool TryFind(StreamWindow window, out int length, out int behind)
    {
        (length, behind) = (0, 0);
        if (!_hasBegun && !Begin(window)) return false;
        if (_hasEnded || !FindEnd(window, ref length))
        {
            if (_hasEnded) Finish(window);
            else if (window.HasEnded) throw Wrong(window, "it ended within its array");
            return false;
        }

        behind = length + 1;
        var isEmpty = window.Span[..length].IndexOfAnyExcept(" \t\r\n"u8) < 0;
        if (window.Span[length] == ']')
        {
            _hasEnded = true;
            if (isEmpty && !_hasItems)
            {
                window.Take(behind);
                Finish(window);
                return false;
            }
        }

        if (isEmpty) throw Wrong(window, "an element of its array is missing");
        _hasItems = true;
        return true;
    }

    private bool Begin(StreamWindow window)
    {
        var at = window.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (at < 0)
        {
            window.Take(window.Span.Length);
            return window.HasEnded ? throw Wrong(window, "it is empty, where an array should be") : false;
        }

        if (window.Span[at] != '[') throw Wrong(window, "it is no array");
        window.Take(at + 1);
        return _hasBegun = true;
    }

    /// <summary>Goes on to the comma or bracket behind the element.</summary>
    private bool FindEnd(StreamWindow window, ref int length)
    {
        var span = window.Span;
        while (_seen < span.Length)
        {
            var step = span[_seen..].IndexOfAny(_inText ? Quote : Structure);
            if (step < 0)
            {
                _seen = span.Length;
                return false;
            }

            var at = _seen + step;
            var found = span[at];

            // The byte behind a backslash is a part of the text, whatever it is; it may not be here yet.
            if (found == '\\' && at + 1 >= span.Length)
            {
                _seen = at;
                return false;
            }

            _seen = found == '\\' ? at + 2 : at + 1;
            if (found == '"') _inText = !_inText;
            else if (found is (byte)'[' or (byte)'{') _depth++;
            else if (found is (byte)']' or (byte)'}' && _depth > 0) _depth--;
            else if (found is (byte)']' or (byte)',' && _depth == 0)
            {
                length = at;
                _seen = 0;
                return true;
            }
        }

        return false;
    }

    private static void Finish(StreamWindow window)
    {
        if (window.Span.IndexOfAnyExcept(" \t\r\n"u8) >= 0) throw Wrong(window, "something stands behind its array");
        window.Take(window.Span.Length);
    }

    private static VirgaException Wrong(StreamWindow window, string what) =>
        new(ErrorKind.MalformedResponse, $"{window.Operation}: the answer cannot be read as a list of items: {what}.");
}
