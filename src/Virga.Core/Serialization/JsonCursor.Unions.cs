using System.Text.Json;

namespace Virga.Serialization;

/// <content>Unions: which variant a value is, found by looking ahead.</content>
public ref partial struct JsonCursor
{
    /// <summary>Finds the variant that the value at the cursor is, and stays before it. Nothing is thrown away and nothing is made: the same bytes are read twice.</summary>
    /// <param name="shapes">A line for each variant, in the form that <see cref="UnionShapes"/> reads.</param>
    /// <param name="discriminator">The member that names the variant; empty when none does.</param>
    /// <returns>The number of the line; -1 when the value is none of the variants.</returns>
    public int Choose(ReadOnlySpan<byte> shapes, ReadOnlySpan<byte> discriminator = default)
    {
        ToValue();
        try
        {
            return new UnionShapes(shapes, discriminator).Find(_reader);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
        catch (InvalidOperationException)
        {
            throw Fault($"a text at {Path()} is not UTF-8, or holds half a surrogate pair");
        }
    }
}
