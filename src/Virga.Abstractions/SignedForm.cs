namespace Virga;

/// <summary>A form that carries its own right: whoever holds it may upload with it, as its policy says, until it expires.</summary>
/// <param name="Url">Where the form is sent, as <c>multipart/form-data</c> with POST.</param>
/// <param name="Fields">The fields, in the order in which they are sent; the content follows them as the field <c>file</c>, the last one. They are a secret until the policy expires.</param>
public sealed record SignedForm(Uri Url, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The value of a field; null when the form has none of that name.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Field(string name)
    {
        foreach (var (field, value) in Fields)
        {
            if (string.Equals(field, name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    /// <summary>Names the address and the fields, never their values.</summary>
    public override string ToString() => $"POST {Url.GetLeftPart(UriPartial.Path)} ({string.Join(", ", Fields.Select(field => field.Key))})";
}
