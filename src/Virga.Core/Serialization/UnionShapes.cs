using System.Globalization;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>What tells the variants of a union apart: lines that the generator writes, one a variant, their words set apart by tabs.</summary>
/// <remarks>
/// The first word of a line is a kind: <c>o</c> object, <c>m</c> map, <c>a</c> array, <c>b</c> boolean, <c>n</c> number, <c>i</c> and <c>h</c> whole
/// numbers of 64 and 32 bits, <c>s</c> text, <c>e</c> and <c>E</c> closed and open enum, <c>d D t p u U x</c> texts of a format, <c>l q</c> numbers
/// between quotes. Behind <c>a</c> and <c>m</c> stand the kinds of what they hold. The other words: <c>@key</c> a value of the discriminator,
/// <c>!name</c> and <c>?name</c> a member that must or may be there, with the kinds of its value or <c>=</c> and the value itself behind a
/// vertical tab, <c>=value</c> a value of an enum.
/// </remarks>
internal readonly ref struct UnionShapes(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> discriminator)
{
    private const int None = -1;

    private readonly ReadOnlySpan<byte> _lines = lines;
    private readonly ReadOnlySpan<byte> _discriminator = discriminator;

    /// <summary>The line that fits the value at which the reader stands best; the first of equal ones, -1 when none fits.</summary>
    public int Find(Utf8JsonReader value)
    {
        if (value.TokenType == JsonTokenType.StartObject && _discriminator.Length > 0)
        {
            var named = value;
            if (TryFindMember(ref named, _discriminator))
            {
                var keyed = Best(value, ref named, Choice.Named);
                return keyed >= 0 ? keyed : Best(value, ref named, Choice.Nameless);
            }
        }

        return Best(value, ref value, Choice.All);
    }

    /// <summary>The same for a value that stands as text: numbers are told by their look.</summary>
    public static int FindText(string text, ReadOnlySpan<byte> lines)
    {
        var (best, bestScore, number) = (-1, 0, 0);
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (var line in new Words(lines, (byte)'\n'))
        {
            var score = ScoreText(line, text, utf8);
            if (score > bestScore) (best, bestScore) = (number, score);
            number++;
        }

        return best;
    }

    private static int ScoreText(ReadOnlySpan<byte> line, string text, byte[] utf8)
    {
        switch (line[0])
        {
            case (byte)'s': return 1;
            case (byte)'b': return text is "true" or "false" ? 3 : 0;
            case (byte)'i' or (byte)'h' or (byte)'l': return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && (line[0] != (byte)'h' || whole == (int)whole) && whole.ToString(CultureInfo.InvariantCulture) == text ? 3 : 0;
            case (byte)'n' or (byte)'q': return HasFormat((byte)'q', text) ? 2 : 0;
            case (byte)'e' or (byte)'E':
                foreach (var word in new Words(line, (byte)'\t')) if (word.Length > 0 && word[0] == (byte)'=' && word[1..].SequenceEqual(utf8)) return 4;
                return line[0] == (byte)'E' ? 1 : 0;
            case (byte)'o' or (byte)'m' or (byte)'a': return 0;
            default: return HasFormat(line[0], text) ? 3 : 0;
        }
    }

    private enum Choice
    {
        All,
        Named,
        Nameless,
    }

    private int Best(Utf8JsonReader value, ref Utf8JsonReader name, Choice choice)
    {
        var (best, bestScore, number, candidates) = (-1, None, 0, 0);
        foreach (var line in new Words(_lines, (byte)'\n'))
        {
            if (IsKind(line[0], value) && IsChosen(line, ref name, choice))
            {
                candidates++;
                if (best < 0) best = number;
            }

            number++;
        }

        // One that stands alone is read as it is: what is wrong with it is told better there.
        if (candidates == 0 || (candidates == 1 && value.TokenType == JsonTokenType.StartObject)) return best;
        (best, number) = (-1, 0);
        foreach (var line in new Words(_lines, (byte)'\n'))
        {
            if (IsKind(line[0], value) && IsChosen(line, ref name, choice))
            {
                var score = Score(line, value);
                if (score > bestScore) (best, bestScore) = (number, score);
            }

            number++;
        }

        return best;
    }

    private static bool IsChosen(ReadOnlySpan<byte> line, ref Utf8JsonReader name, Choice choice)
    {
        if (choice == Choice.All) return true;
        var hasKey = false;
        foreach (var word in new Words(line, (byte)'\t'))
        {
            if (word.Length == 0 || word[0] != (byte)'@') continue;
            hasKey = true;
            if (choice == Choice.Named && IsText(ref name, word[1..])) return true;
        }

        return choice == Choice.Nameless && !hasKey;
    }

    private static int Score(ReadOnlySpan<byte> line, Utf8JsonReader value)
    {
        switch (line[0])
        {
            case (byte)'o': return Members(line, value);
            case (byte)'m': return value.Read() && value.TokenType == JsonTokenType.PropertyName && value.Read() && !IsOneOf(Head(line)[1..], value) ? None : 1;
            case (byte)'a': return value.Read() && value.TokenType != JsonTokenType.EndArray && !IsOneOf(Head(line)[1..], value) ? None : 2;
            case (byte)'i' or (byte)'h': return IsWhole(line[0], value) ? 3 : None;
            case (byte)'n' or (byte)'s': return 2;
            case (byte)'e' or (byte)'E': return IsKnown(line, ref value) ? 4 : line[0] == (byte)'E' ? 1 : None;
            case (byte)'b': return 2;
            default: return value.TokenType == JsonTokenType.Number ? 1 : HasFormat(line[0], value.GetString() ?? "") ? 3 : None;
        }
    }

    /// <summary>Twice the members that the line knows; none when one that must be there is not, or one is of another kind.</summary>
    private static int Members(ReadOnlySpan<byte> line, Utf8JsonReader value)
    {
        var (score, seen) = (0, 0UL);
        while (value.Read() && value.TokenType == JsonTokenType.PropertyName)
        {
            var (index, isMet) = (0, true);
            var name = value;
            value.Read();
            foreach (var word in new Words(line, (byte)'\t'))
            {
                index++;
                if (word.Length == 0 || word[0] is not ((byte)'!' or (byte)'?')) continue;
                var end = word.IndexOf((byte)'\v');
                if (!name.ValueTextEquals(end < 0 ? word[1..] : word[1..end])) continue;
                isMet = end < 0 || (word[end + 1] == (byte)'=' ? IsText(ref value, word[(end + 2)..]) : IsOneOf(word[(end + 1)..], value));
                score += 2;
                if (index < 64) seen |= 1UL << index;
                break;
            }

            if (!isMet) return None;
            value.Skip();
        }

        var position = 0;
        foreach (var word in new Words(line, (byte)'\t'))
        {
            position++;
            if (word.Length > 0 && word[0] == (byte)'!' && position < 64 && (seen & (1UL << position)) == 0) return None;
        }

        return score;
    }

    private static bool IsKnown(ReadOnlySpan<byte> line, ref Utf8JsonReader value)
    {
        foreach (var word in new Words(line, (byte)'\t'))
        {
            if (word.Length > 0 && word[0] == (byte)'=' && value.ValueTextEquals(word[1..])) return true;
        }

        return false;
    }

    private static bool IsWhole(byte kind, in Utf8JsonReader value) => kind == (byte)'h' ? value.TryGetInt32(out _) : value.TryGetInt64(out _);

    /// <summary>Whether a value is of one of the kinds; null is of all, and so is anything where none is named.</summary>
    private static bool IsOneOf(ReadOnlySpan<byte> kinds, in Utf8JsonReader value)
    {
        if (kinds.Length == 0 || value.TokenType == JsonTokenType.Null) return true;
        foreach (var kind in kinds)
        {
            if (IsKind(kind, value) && (kind is not ((byte)'i' or (byte)'h') || IsWhole(kind, value))) return true;
        }

        return false;
    }

    private static bool IsKind(byte kind, in Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.StartObject => kind is (byte)'o' or (byte)'m',
        JsonTokenType.StartArray => kind is (byte)'a',
        JsonTokenType.True or JsonTokenType.False => kind is (byte)'b',
        JsonTokenType.Number => kind is (byte)'n' or (byte)'i' or (byte)'h' or (byte)'l' or (byte)'q',
        JsonTokenType.String => kind is not ((byte)'o' or (byte)'m' or (byte)'a' or (byte)'b' or (byte)'n' or (byte)'i' or (byte)'h'),
        _ => false,
    };

    private static bool IsText(ref Utf8JsonReader value, ReadOnlySpan<byte> text) => value.TokenType switch
    {
        JsonTokenType.String => value.ValueTextEquals(text),
        JsonTokenType.True => text.SequenceEqual("true"u8),
        JsonTokenType.False => text.SequenceEqual("false"u8),
        JsonTokenType.Number => value.HasValueSequence ? value.ValueSequence.Length == text.Length && System.Buffers.BuffersExtensions.ToArray(value.ValueSequence).AsSpan().SequenceEqual(text) : value.ValueSpan.SequenceEqual(text),
        _ => false,
    };

    private static bool HasFormat(byte kind, string text) => kind switch
    {
        (byte)'d' => text.Length > 10 && Wire.TryParseDateTime(text, out _),
        (byte)'r' => Wire.TryParseHttpDate(text, out _),
        (byte)'D' => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        (byte)'t' => text.Length >= 5 && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
        (byte)'p' => text.Length >= 3 && text[text[0] == '-' ? 1 : 0] == 'P',
        (byte)'u' => Guid.TryParseExact(text, "D", out _),
        (byte)'U' => Uri.TryCreate(text, UriKind.Absolute, out _),
        (byte)'x' => text.Length % 4 == 0 && System.Buffers.Text.Base64.IsValid(text),
        (byte)'X' => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit),
        (byte)'l' => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        (byte)'q' => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private static bool TryFindMember(ref Utf8JsonReader value, ReadOnlySpan<byte> name)
    {
        while (value.Read() && value.TokenType == JsonTokenType.PropertyName)
        {
            var found = value.ValueTextEquals(name);
            value.Read();
            if (found) return true;
            value.Skip();
        }

        return false;
    }

    private static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)'\t');
        return end < 0 ? line : line[..end];
    }

    /// <summary>The parts of a text between separators.</summary>
    private ref struct Words(ReadOnlySpan<byte> rest, byte separator)
    {
        private ReadOnlySpan<byte> _rest = rest;
        private bool _isOver;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly Words GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_isOver) return false;
            var end = _rest.IndexOf(separator);
            _isOver = end < 0;
            Current = _isOver ? _rest : _rest[..end];
            if (!_isOver) _rest = _rest[(end + 1)..];
            return true;
        }
    }
}
