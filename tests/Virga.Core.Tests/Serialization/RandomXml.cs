using System.Text;

namespace Virga.Core.Tests.Serialization;

/// <summary>Makes well-formed documents with everything in them that the reader knows.</summary>
internal static class RandomXml
{
    private static readonly string[] Texts = ["", "a", "key/ä😀", "&amp;&lt;&gt;&apos;&quot;", "&#65;&#x1F600;", "<![CDATA[<&]>x]] >]]]>", "<!-- c - - -->", "<?pi x ?>", "line\r\nend\rand\n", " ", "]] >", "<![CDATA[]]>", "a\tb"];

    public static string Document(Random random)
    {
        var text = new StringBuilder();
        if (random.Next(2) == 0) text.Append("<?xml version=\"1.0\"?>\n");
        if (random.Next(3) == 0) text.Append("<!-- before -->");
        text.Append("<root xmlns:n=\"urn:n\">");
        Content(text, random, 0);
        return text.Append("</root >").Append(random.Next(2) == 0 ? "\n<!-- after -->" : "").ToString();
    }

    private static void Content(StringBuilder text, Random random, int depth)
    {
        for (var i = random.Next(6); i > 0; i--)
        {
            text.Append(random.Next(3) switch { 0 => "\n  ", 1 => "", _ => "<!--x-->" });
            var name = depth < 5 && random.Next(3) == 0 ? "group" : random.Next(2) == 0 ? "n:value" : "value";
            text.Append('<').Append(name);
            if (random.Next(3) == 0) text.Append(random.Next(2) == 0 ? " p=\"a'&amp; b\tc\"" : " x='1'  p = 'q\"'");
            if (random.Next(5) == 0)
            {
                text.Append(random.Next(2) == 0 ? "/>" : " />");
                continue;
            }

            text.Append(random.Next(4) == 0 ? " >" : ">");
            if (name == "group") Content(text, random, depth + 1);
            else for (var part = random.Next(4); part > 0; part--) text.Append(Texts[random.Next(Texts.Length)]);
            text.Append("</").Append(name).Append(random.Next(4) == 0 ? "\n>" : ">");
        }
    }
}
