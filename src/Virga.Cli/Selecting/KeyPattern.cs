using System.Text;

namespace Virga.Cli.Selecting;

/// <summary>A pattern over keys: <c>*</c> any run without a slash, <c>**</c> any run, <c>**/</c> any number of folders, <c>?</c> one character, <c>[a-z]</c> and <c>[!a-z]</c> one of a class; none of the last two takes a slash.</summary>
/// <remarks>A bracket that is never closed stands for itself. All states of the pattern advance together, so no key makes it slow.</remarks>
internal sealed class KeyPattern
{
    private readonly Piece[] _pieces;

    private KeyPattern(string text, string prefix, Piece[] pieces)
    {
        Text = text;
        Prefix = prefix;
        _pieces = pieces;
    }

    private enum Kind
    {
        Literal,
        AnyOne,
        OneOf,
        NoneOf,
        Run,
        DeepRun,
        Folders,
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>What every key that matches begins with: the longest part without a wildcard.</summary>
    public string Prefix { get; }

    /// <summary>Whether all that matches lies in one folder, so that listing one level finds it.</summary>
    public bool IsOneLevel => !_pieces.Any(piece => piece.Kind is Kind.DeepRun or Kind.Folders) && !Text.AsSpan(Prefix.Length).Contains('/');

    /// <summary>Whether it names nothing in particular: only wildcards and slashes.</summary>
    public bool IsEverything => _pieces.All(piece => piece.Kind is Kind.Run or Kind.DeepRun or Kind.Folders or Kind.AnyOne || piece is { Kind: Kind.Literal, Set: "/" });

    /// <summary>How many folders lie between the prefix and what matches; null for any number.</summary>
    public int? Depth => _pieces.Any(piece => piece.Kind is Kind.DeepRun or Kind.Folders) ? null : Text.AsSpan(Prefix.Length).Count('/');

    /// <summary>Whether a text holds a wildcard.</summary>
    public static bool IsPattern(string text) => Parse(text) is var pattern && pattern.Prefix.Length < text.Length;

    public static KeyPattern Parse(string text)
    {
        var pieces = new List<Piece>();
        var literal = true;
        var prefix = 0;
        for (var at = 0; at < text.Length;)
        {
            var piece = Next(text, at, out var length);
            literal &= piece.Kind == Kind.Literal;
            at += length;
            if (literal) prefix = at;
            pieces.Add(piece);
        }

        return new KeyPattern(text, text[..prefix], [.. pieces]);
    }

    public bool Matches(string key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var now = new bool[_pieces.Length + 1];
        var next = new bool[_pieces.Length + 1];
        Enter(now, 0);
        for (var at = 0; at < key.Length;)
        {
            // Characters outside of the basic plane are two units long and one character to whoever writes a ?.
            var length = char.IsHighSurrogate(key[at]) && at + 1 < key.Length && char.IsLowSurrogate(key[at + 1]) ? 2 : 1;
            var character = key.AsSpan(at, length);
            var any = false;
            for (var i = 0; i < _pieces.Length; i++)
            {
                if (!now[i]) continue;
                var piece = _pieces[i];
                if (piece.Stays(character))
                {
                    any = true;
                    if (piece.Kind == Kind.Folders) next[i] = true;
                    else Enter(next, i);
                }

                if (!piece.Leaves(character)) continue;
                any = true;
                Enter(next, i + 1);
            }

            if (!any) return false;
            (now, next) = (next, now);
            Array.Clear(next);
            at += length;
        }

        return now[_pieces.Length];
    }

    public override string ToString() => Text;

    private static Piece Next(string text, int at, out int length)
    {
        length = 1;
        switch (text[at])
        {
            case '?':
                return new Piece(Kind.AnyOne, "");
            case '[' when Closing(text, at) is var end and > 0:
                length = end - at + 1;
                var negated = text[at + 1] is '!' or '^';
                return new Piece(negated ? Kind.NoneOf : Kind.OneOf, text[(at + (negated ? 2 : 1))..end]);
            case '*':
                while (at + length < text.Length && text[at + length] == '*') length++;
                if (length == 1) return new Piece(Kind.Run, "");
                if ((at == 0 || text[at - 1] == '/') && at + length < text.Length && text[at + length] == '/')
                {
                    length++;
                    return new Piece(Kind.Folders, "");
                }

                return new Piece(Kind.DeepRun, "");
            default:
                if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length) length = 2;
                return new Piece(Kind.Literal, text.Substring(at, length));
        }
    }

    // A ] right behind the opening belongs to the class, as in shells.
    private static int Closing(string text, int open)
    {
        var from = open + 1;
        if (from < text.Length && text[from] is '!' or '^') from++;
        return from + 1 >= text.Length ? -1 : text.IndexOf(']', from + 1);
    }

    // Runs and folders may be empty, so whoever enters one stands behind it too. Folders that were begun end only with a slash.
    private void Enter(bool[] states, int i)
    {
        for (; i < _pieces.Length; i++)
        {
            states[i] = true;
            if (_pieces[i].Kind is not (Kind.Run or Kind.DeepRun or Kind.Folders)) return;
        }

        states[i] = true;
    }

    private readonly record struct Piece(Kind Kind, string Set)
    {
        /// <summary>Whether the piece takes the character and goes on.</summary>
        public bool Stays(ReadOnlySpan<char> character) => Kind switch
        {
            Kind.Run => character[0] != '/',
            Kind.DeepRun or Kind.Folders => true,
            _ => false,
        };

        /// <summary>Whether the piece takes the character and ends with it.</summary>
        public bool Leaves(ReadOnlySpan<char> character) => Kind switch
        {
            Kind.Literal => character.SequenceEqual(Set),
            Kind.AnyOne => character[0] != '/',
            Kind.OneOf => character[0] != '/' && Holds(character),
            Kind.NoneOf => character[0] != '/' && !Holds(character),
            Kind.Folders => character[0] == '/',
            _ => false,
        };

        private bool Holds(ReadOnlySpan<char> character)
        {
            Rune.DecodeFromUtf16(character, out var wanted, out _);
            var runes = Set.EnumerateRunes().ToArray();
            for (var i = 0; i < runes.Length; i++)
            {
                if (i + 2 < runes.Length && runes[i + 1].Value == '-')
                {
                    if (runes[i] <= wanted && wanted <= runes[i + 2]) return true;
                    i += 2;
                }
                else if (runes[i] == wanted) return true;
            }

            return false;
        }
    }
}
