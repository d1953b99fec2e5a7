using System.Text;

namespace Virga.Specs.Emission;

/// <summary>Indented lines with '\n' behind each, whatever the machine.</summary>
public sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isFresh;

    public CodeWriter Line(string text = "")
    {
        // No empty line right below an opening brace.
        if (text.Length == 0 && _isFresh) return this;
        if (text.Length > 0) _text.Append(' ', _depth * 4).Append(text);
        _text.Append('\n');
        _isFresh = text == "{";
        return this;
    }

    /// <summary>The lines that <paramref name="print"/> writes, taken back.</summary>
    public IReadOnlyList<string> Take(Action print)
    {
        var (start, depth, isFresh) = (_text.Length, _depth, _isFresh);
        _depth = 0;
        print();
        var lines = _text.ToString(start, _text.Length - start).TrimEnd('\n').Split('\n');
        _text.Length = start;
        (_depth, _isFresh) = (depth, isFresh);
        return lines;
    }

    /// <summary>Opens a block below <paramref name="head"/>; dispose to close it.</summary>
    public Block Open(string head, string close = "}")
    {
        Line(head).Line("{");
        _depth++;
        return new Block(this, close);
    }

    public Block Indent()
    {
        _depth++;
        return new Block(this, "");
    }

    public override string ToString() => _text.ToString();

    public readonly struct Block(CodeWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (close.Length > 0) writer.Line(close);
        }
    }
}
