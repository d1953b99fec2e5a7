namespace Virga.Generators;

/// <summary>Paths as the project sees them: what is made from them is the same wherever the project lies.</summary>
internal static class ProjectPath
{
    /// <summary>A file's path from the project's folder, with slashes; the path itself, with slashes, when the two share no root.</summary>
    public static string Of(string path, string? projectFolder)
    {
        var file = path.Replace('\\', '/').Split('/');
        if (string.IsNullOrEmpty(projectFolder)) return string.Join("/", file);
        var folder = projectFolder!.Replace('\\', '/').TrimEnd('/').Split('/');
        var shared = 0;
        while (shared < folder.Length && shared < file.Length - 1 && file[shared] == folder[shared]) shared++;
        return shared == 0 ? string.Join("/", file) : string.Join("/", Enumerable.Repeat("..", folder.Length - shared).Concat(file.Skip(shared)));
    }
}
