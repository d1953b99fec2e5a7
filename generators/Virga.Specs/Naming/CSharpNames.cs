using System.Globalization;
using System.Text;

namespace Virga.Specs.Naming;

/// <summary>Turns names of a document into C# identifiers. What comes out is always a legal identifier, whatever goes in.</summary>
public static class CSharpNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while", "await", "async", "var", "record", "required", "scoped", "file", "field", "value", "yield", "nameof", "when",
        "dynamic", "global", "partial", "where", "with", "init", "managed", "unmanaged", "notnull", "nint", "nuint", "and", "or", "not", "allows", "args",
        "add", "remove", "get", "set", "alias", "ascending", "by", "descending", "equals", "from", "group", "into", "join", "let", "on", "orderby", "select", "extension",
    };

    /// <summary>Members of object and of records: a property of that name does not compile or hides something that callers rely on.</summary>
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize", "EqualityContract", "PrintMembers", "Clone", "Deconstruct",
    };

    public static bool IsMemberOfObject(string name) => Members.Contains(name);

    /// <summary>PascalCase of any text: letters and digits stay, everything else separates words. Never empty.</summary>
    public static string Pascal(string text, string fallback = "Value")
    {
        var result = new StringBuilder(text.Length);
        var upper = true;
        foreach (var c in Composed(text))
        {
            if (!IsPart(c))
            {
                upper = true;
                continue;
            }

            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (result.Length == 0) return fallback;
        if (!IsStart(result[0])) result.Insert(0, '_');
        return result.ToString();
    }

    /// <summary>camelCase of any text, as an argument name: a leading run of capitals is lowered (<c>ETag</c> to <c>eTag</c>, <c>URL</c> to <c>url</c>).</summary>
    public static string Camel(string text, string fallback = "value")
    {
        var pascal = Pascal(text, fallback).ToCharArray();
        for (var i = 0; i < pascal.Length && char.IsUpper(pascal[i]); i++)
        {
            var isLastOfRun = i > 0 && i + 1 < pascal.Length && char.IsLower(pascal[i + 1]);
            if (isLastOfRun) break;
            pascal[i] = char.ToLowerInvariant(pascal[i]);
        }

        return new string(pascal);
    }

    /// <summary>The identifier with <c>@</c> where C# has a word of that name.</summary>
    public static string Escape(string identifier) => Keywords.Contains(identifier) ? "@" + identifier : identifier;

    /// <summary>A namespace with each part made legal.</summary>
    public static string Namespace(string text)
    {
        var parts = text.Split('.').Where(part => part.Trim().Length > 0).Select(Part).ToArray();
        return parts.Length == 0 ? "Generated" : string.Join(".", parts);
    }

    public static bool IsIdentifier(string text) => text.Length > 0 && IsStart(text[0]) && text.All(IsPart);

    private static string Part(string text)
    {
        var kept = text.Trim();
        return Escape(IsIdentifier(kept) ? kept : Pascal(kept, "_"));
    }

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate cannot be normalised; it is dropped as any other sign that no identifier holds.
            return text;
        }
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => c == '_' || char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber;
}
