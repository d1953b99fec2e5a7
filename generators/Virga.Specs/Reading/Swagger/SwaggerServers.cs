namespace Virga.Specs.Reading.Swagger;

/// <summary>host, basePath and schemes as servers, the encrypted one first.</summary>
internal static class SwaggerServers
{
    /// <param name="root">The document.</param>
    /// <param name="schemes">Those of the document, or an operation's own.</param>
    public static MarkedNode? Of(MarkedNode root, MarkedNode? schemes)
    {
        var host = Text(root["host"]);
        var path = Text(root["basePath"]);
        if (path.Length > 0 && path[0] != '/') path = "/" + path;
        if (path == "/" && host.Length > 0) path = "";
        if (host.Length == 0) return path.Length is 0 or 1 ? null : MarkedNode.OfSequence([Server(path, root["basePath"]!)], root["basePath"]!.Position);
        var names = (schemes?.Items ?? []).Select(Text).Where(name => name is "https" or "http").Distinct().OrderBy(name => name == "https" ? 0 : 1).ToList();
        if (names.Count == 0) names.Add("https");
        return MarkedNode.OfSequence([.. names.Select(name => Server($"{name}://{host}{path}", root["host"]!))], root["host"]!.Position);
    }

    /// <summary>The servers of an operation that is called in another way than the rest; null for the document's.</summary>
    public static MarkedNode? OfOperation(MarkedNode root, MarkedNode operation)
    {
        if (operation["schemes"] is not { IsSequence: true } own || Of(root, own) is not { } servers || Of(root, root["schemes"]) is not { } usual) return null;
        return servers.Items[0]["url"]!.Scalar == usual.Items[0]["url"]!.Scalar ? null : servers;
    }

    private static MarkedNode Server(string url, MarkedNode from) =>
        new MappingBuilder(from.Position).Add("url", MarkedNode.OfScalar(url, ScalarKind.String, from.Position)).Build();

    private static string Text(MarkedNode? node) => node?.Scalar?.Trim() ?? "";
}
