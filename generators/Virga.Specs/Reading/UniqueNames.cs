using System.Globalization;

namespace Virga.Specs.Reading;

/// <summary>Gives each name once within a scope, ignoring case: the second Note is Note2.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);

    public string Take(string wanted)
    {
        if (_taken.Add(wanted)) return wanted;
        // The counter is kept, or ten thousand equal names would cost their square.
        if (!_next.TryGetValue(wanted, out var number)) number = 2;
        while (true)
        {
            var name = wanted + (char.IsDigit(wanted[wanted.Length - 1]) ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
            number++;
            if (!_taken.Add(name)) continue;
            _next[wanted] = number;
            return name;
        }
    }
}
