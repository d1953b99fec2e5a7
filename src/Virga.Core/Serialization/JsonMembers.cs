namespace Virga.Serialization;

/// <summary>How far an object has been read, by <see cref="JsonCursor.Begin"/> and <see cref="JsonCursor.Next"/>.</summary>
public struct JsonMembers
{
    // Required members past the 64th are counted in an array; hardly any object has as many.
    private ulong _seen;
    private bool[]? _seenMore;

    internal JsonMembers(JsonNames names)
    {
        Names = names;
        Place = -1;
        Index = -1;
    }

    /// <summary>The place of the member before whose value the cursor stands; -1 for one that the names do not hold.</summary>
    public int Index { readonly get; internal set; }

    internal JsonNames Names { get; }

    internal int Place { readonly get; set; }

    internal void See(int required)
    {
        if (required < 64) _seen |= 1UL << required;
        else (_seenMore ??= new bool[Names.Required])[required] = true;
    }

    /// <summary>The first required member that did not come; null when all did.</summary>
    internal readonly string? Missing()
    {
        var count = Names.Required;
        for (var i = 0; i < count; i++)
        {
            if (i < 64 ? (_seen & (1UL << i)) == 0 : _seenMore is null || !_seenMore[i]) return Names.RequiredName(i);
        }

        return null;
    }
}
