using System.Xml;

namespace Virga.Local.Http;

/// <summary>An element of a request's XML. Documents are read without a DTD, bounded in depth, and without regard to namespaces.</summary>
internal sealed class XmlNode(string name)
{
    // The deepest document of the protocol that is read here has three levels.
    private const int MaxDepth = 16;

    private readonly List<XmlNode> _children = [];

    public string Name { get; } = name;

    public string Text { get; private set; } = string.Empty;

    public IEnumerable<XmlNode> Children(string name) => _children.Where(child => child.Name == name);

    /// <summary>The text of the first child of that name; null without one.</summary>
    public string? this[string name] => _children.Find(child => child.Name == name)?.Text;

    /// <summary>Whether both say the same: white space between elements, and elements that say false, say nothing.</summary>
    public bool Means(XmlNode other)
    {
        XmlNode[] left = [.. _children.Where(Says)];
        XmlNode[] right = [.. other._children.Where(Says)];
        return Name == other.Name
            && left.Length == right.Length
            && (_children.Count + other._children.Count > 0 || Text.Trim() == other.Text.Trim())
            && left.Zip(right).All(static pair => pair.First.Means(pair.Second));

        static bool Says(XmlNode node) => node._children.Count > 0 || node.Text.Trim() != "false";
    }

    /// <summary>Reads a document whose root has the given name.</summary>
    /// <exception cref="S3Exception">MalformedXML.</exception>
    public static XmlNode Parse(Stream stream, string root)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CheckCharacters = false,
            MaxCharactersInDocument = XmlBody.MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using XmlReader reader = XmlReader.Create(stream, settings);
            reader.MoveToContent();
            XmlNode node = Read(reader, 0);
            return node.Name == root ? node : throw S3Error.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Error.MalformedXml();
        }
    }

    private static XmlNode Read(XmlReader reader, int depth)
    {
        if (depth > MaxDepth)
        {
            throw S3Error.MalformedXml();
        }

        XmlNode node = new(reader.LocalName);
        if (reader.IsEmptyElement)
        {
            return node;
        }

        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    node._children.Add(Read(reader, depth + 1));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    node.Text += reader.Value;
                    break;
            }
        }

        return node;
    }
}
