using System.Text;

namespace Virga.Specs.Adapters;

/// <summary>Lines of C# at a depth of braces.</summary>
internal sealed class CodeLines
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0) _text.Append(' ', _depth * 4).Append(text);
        _text.Append('\n');
    }

    public void Open(string head)
    {
        Line(head);
        Line("{");
        _depth++;
    }

    public void Close(string tail = "")
    {
        _depth--;
        Line("}" + tail);
    }

    public IDisposable Indented()
    {
        _depth++;
        return new Step(this);
    }

    public override string ToString() => _text.ToString();

    private sealed class Step(CodeLines lines) : IDisposable
    {
        public void Dispose() => lines._depth--;
    }
}
