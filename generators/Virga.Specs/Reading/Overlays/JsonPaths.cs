namespace Virga.Specs.Reading.Overlays;

/// <summary>JSONPath (RFC 9535) over marked trees.</summary>
public static class JsonPaths
{
    /// <summary>The nodes that a path chooses, in the order of the document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="path">The path.</param>
    /// <returns>Empty where the path is none.</returns>
    public static IReadOnlyList<MarkedNode> Select(MarkedNode root, string path)
    {
        try
        {
            return [.. new JsonPathEvaluation(root, CancellationToken.None).Select(JsonPathParser.Parse(path)).Select(place => place.Node)];
        }
        catch (JsonPathFault)
        {
            return [];
        }
    }

    /// <summary>What is wrong with a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The fault and the sign at which it stands; null when it is a path.</returns>
    public static (string Message, int Offset)? Fault(string path)
    {
        try
        {
            JsonPathParser.Parse(path);
            return null;
        }
        catch (JsonPathFault fault)
        {
            return (fault.Message, fault.Offset);
        }
    }
}
