using System.Collections;

namespace Virga.Serialization;

/// <summary>Lists of texts inside the rows of an answer. Rows that follow each other with one and the same text share its list.</summary>
public static class RowTexts
{
    [ThreadStatic]
    private static OneText? _last;

    /// <summary>The list with a text more.</summary>
    /// <param name="list">What this method gave before for the same row; null for a row's first text.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> Append(IReadOnlyList<string>? list, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (list is List<string> several)
        {
            several.Add(text);
            return several;
        }

        if (list is not null) return new List<string>(list) { text };
        var last = _last;
        return last is not null && string.Equals(last[0], text, StringComparison.Ordinal) ? last : _last = new OneText(text);
    }

    // Rows share it, so nobody may change it.
    private sealed class OneText(string text) : IReadOnlyList<string>
    {
        public int Count => 1;

        public string this[int index] => index == 0 ? text : throw new ArgumentOutOfRangeException(nameof(index), index, "The list has one text.");

        public IEnumerator<string> GetEnumerator()
        {
            yield return text;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
