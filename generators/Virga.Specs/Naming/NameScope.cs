using System.Globalization;

namespace Virga.Specs.Naming;

/// <summary>Names that are taken in one declaration space. The first comer gets its name; later ones get a number, so order decides and nothing else.</summary>
public sealed class NameScope(StringComparer comparer)
{
    private readonly HashSet<string> _taken = new(comparer);

    public void Reserve(params string[] names)
    {
        foreach (var name in names) _taken.Add(name);
    }

    /// <summary>A scope in which the same names are taken.</summary>
    public NameScope Copy()
    {
        var copy = new NameScope(comparer);
        copy._taken.UnionWith(_taken);
        return copy;
    }

    /// <summary>The name itself when free, else with <paramref name="suffix"/>, else with a number behind.</summary>
    public string Take(string name, string suffix = "")
    {
        if (_taken.Add(name)) return name;
        if (suffix.Length > 0 && _taken.Add(name + suffix)) return name + suffix;
        for (var i = 2; ; i++)
        {
            var numbered = name + i.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(numbered)) return numbered;
        }
    }

    /// <summary>A stem such that every name made of it is free; all of them are taken then.</summary>
    public string TakeStem(string stem, Func<string, IEnumerable<string>> names)
    {
        for (var i = 1; ; i++)
        {
            var candidate = i == 1 ? stem : stem + i.ToString(CultureInfo.InvariantCulture);
            var made = names(candidate).ToArray();
            if (made.Any(_taken.Contains)) continue;
            foreach (var name in made) _taken.Add(name);
            return candidate;
        }
    }
}
