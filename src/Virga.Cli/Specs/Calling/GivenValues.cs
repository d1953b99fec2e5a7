using System.Text.Json;
using Virga.Cli.Help;
using Virga.Specs.Model;

namespace Virga.Cli.Specs.Calling;

/// <summary>The values of a command line, taken by their names; what nobody took is a slip.</summary>
internal sealed class GivenValues(IEnumerable<string> arguments, Stream input)
{
    private readonly List<GivenValue> _all = [.. arguments.Select(GivenValue.Parse)];

    public Stream Input => input;

    /// <summary>Takes all values of a name.</summary>
    public IReadOnlyList<GivenValue> Take(params string[] names)
    {
        var found = _all.Where(value => !value.IsUsed && names.Contains(value.Name, StringComparer.Ordinal)).ToList();
        foreach (var value in found) value.IsUsed = true;
        return found;
    }

    /// <summary>Takes the value of a name as JSON in the shape of a schema; null when it is not given.</summary>
    public JsonElement? Take(SchemaModel schema, params string[] names)
    {
        var found = Take(names);
        if (found.Count == 0) return null;
        if (found.Count > 1 && schema.Kind != SchemaKind.Array) throw new UsageException($"'{found[0].Name}' is given {found.Count} times; only a list takes several.");
        return new GivenJson(found, input).Of(schema);
    }

    /// <exception cref="UsageException">A name is none that the operation takes.</exception>
    public void CheckAllUsed(string operation, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        if (_all.FirstOrDefault(value => !value.IsUsed) is not { } left) return;
        var hint = Nearest.Hint(left.Name, names);
        var takes = names.Count == 0 ? " It takes none." : hint.Length == 0 ? $" It takes {string.Join(", ", names)}." : hint;
        throw new UsageException($"{operation} takes no '{left.Name}'.{takes}");
    }
}
