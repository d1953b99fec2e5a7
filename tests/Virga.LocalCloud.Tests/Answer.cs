using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Virga.Local.Tests;

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answer(int Status, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public XElement Xml
    {
        get
        {
            // Keys may hold characters that come as references which XML 1.0 forbids.
            using XmlReader reader = XmlReader.Create(new StringReader(Text), new() { CheckCharacters = false });
            return XElement.Load(reader);
        }
    }

    /// <summary>The code in an error's body; empty when the body is no error.</summary>
    public string Code => Text.Contains("<Error>", StringComparison.Ordinal) ? Xml.Element("Code")!.Value : string.Empty;

    public string? this[string name] => Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(",", values) : null;

    public string Value(string element) => Xml.Elements().First(child => child.Name.LocalName == element).Value;

    public string[] Values(string parent, string element) =>
        [.. Xml.Elements().Where(child => child.Name.LocalName == parent).Select(child => child.Elements().First(grandchild => grandchild.Name.LocalName == element).Value)];
}
