namespace Virga.Http;

/// <summary>One step of a path into a body: a member, and an index when the member is a list.</summary>
internal readonly record struct ErrorPath(string Name, int Index)
{
    /// <summary>Reads <c>a.b[0].c</c>.</summary>
    public static ErrorPath[] Parse(string path)
    {
        var parts = path.Split('.');
        var steps = new ErrorPath[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var bracket = part.IndexOf('[');
            steps[i] = bracket > 0 && part.EndsWith(']') && int.TryParse(part.AsSpan(bracket + 1, part.Length - bracket - 2), out var index)
                ? new ErrorPath(part[..bracket], index)
                : new ErrorPath(part, -1);
        }

        return steps;
    }
}
