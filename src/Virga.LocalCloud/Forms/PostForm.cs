namespace Virga.Local.Forms;

/// <summary>A form that uploads a file.</summary>
/// <param name="Fields">The fields in front of the file, by name in any case.</param>
/// <param name="FileName">The file's name without a folder; empty when not told.</param>
/// <param name="FileType">The file's media type as the browser knows it; the form's own field counts for the object.</param>
/// <param name="File">The file's bytes, still to be read.</param>
internal sealed record PostForm(IReadOnlyDictionary<string, string> Fields, string FileName, string? FileType, Stream File)
{
    public string? this[string name] => Fields.GetValueOrDefault(name);
}
