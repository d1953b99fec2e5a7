using System.Collections;
using System.Reflection;
using System.Text;
using Virga.Specs.Model;

namespace Virga.Specs.Tests;

/// <summary>A model as text without positions, so that two models can be compared; what was printed before is named by its number.</summary>
internal sealed class ModelText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);

    public static string Of(object? model)
    {
        var text = new ModelText();
        text.Print(model, 0);
        return text._text.ToString();
    }

    private void Print(object? value, int depth)
    {
        switch (value)
        {
            case null: _text.AppendLine("null"); return;
            case string or bool or int or Enum: _text.Append(value).AppendLine(); return;
            case SourcePosition: _text.AppendLine("-"); return;
            case IEnumerable list:
                _text.AppendLine("list");
                foreach (var item in list) Print(item, depth + 1, "- ");
                return;
        }

        if (!_seen.TryAdd(value, _seen.Count))
        {
            _text.Append("see ").Append(_seen[value]).AppendLine();
            return;
        }

        _text.Append(value.GetType().Name).Append(' ').Append(_seen[value]).AppendLine();
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && property.Name != "Path" | property.PropertyType != typeof(string)) Print(property.GetValue(value), depth + 1, property.Name + ": ");
        }
    }

    private void Print(object? value, int depth, string label)
    {
        _text.Append(' ', depth * 2).Append(label);
        Print(value, depth);
    }
}
