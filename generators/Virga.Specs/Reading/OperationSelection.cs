namespace Virga.Specs.Reading;

/// <summary>Which operations of a spec become methods. The others are not read at all, so nothing is told of them either.</summary>
/// <param name="Operations">Patterns of operationIds, with <c>*</c> for any letters; a leading <c>!</c> leaves out.</param>
/// <param name="Tags">The same of tags.</param>
public sealed record OperationSelection(EquatableArray<string> Operations, EquatableArray<string> Tags)
{
    private static readonly char[] Separators = [';', '|', '\r', '\n'];

    /// <summary>Reads two lists with semicolons between; null when both are empty, which means every operation.</summary>
    /// <param name="operations">For <see cref="Operations"/>.</param>
    /// <param name="tags">For <see cref="Tags"/>.</param>
    public static OperationSelection? Parse(string? operations, string? tags)
    {
        var selection = new OperationSelection(new(Split(operations)), new(Split(tags)));
        return selection.Operations.Count + selection.Tags.Count == 0 ? null : selection;
    }

    /// <summary>The entries of a list in metadata. The build writes bars for semicolons, which would end the value where the compiler reads it.</summary>
    /// <param name="list">The list; null for none.</param>
    public static IEnumerable<string> Split(string? list) => (list ?? "").Split(Separators).Select(entry => entry.Trim()).Where(entry => entry.Length > 0);
}
