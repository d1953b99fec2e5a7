namespace Virga;

/// <summary>Brings the names of settings into one form, so that <c>accessKeyId</c>, <c>AccessKeyId</c>, <c>access_key_id</c>, <c>ACCESS_KEY_ID</c> and <c>access-key-id</c> are one name.</summary>
public static class SettingName
{
    /// <summary>The name in lower case with hyphens.</summary>
    /// <param name="name">The name as it is written somewhere.</param>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IsNormal(name)) return name;
        var text = new char[name.Length * 2];
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '_' or '-' or ' ')
            {
                if (length > 0 && text[length - 1] != '-') text[length++] = '-';
                continue;
            }

            if (BeginsWord(name, i) && length > 0 && text[length - 1] != '-') text[length++] = '-';
            text[length++] = char.ToLowerInvariant(c);
        }

        return new string(text, 0, length).TrimEnd('-');
    }

    // In AccessKeyID a word begins at each capital behind a small letter; in URLStyle at the last capital of a run.
    private static bool BeginsWord(string name, int i)
    {
        if (i == 0 || !char.IsAsciiLetterUpper(name[i])) return false;
        var before = name[i - 1];
        return char.IsAsciiLetterLower(before) || char.IsAsciiDigit(before) || (char.IsAsciiLetterUpper(before) && i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]));
    }

    private static bool IsNormal(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        }

        return true;
    }
}
