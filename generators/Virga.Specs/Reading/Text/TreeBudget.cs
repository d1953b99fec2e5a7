using Virga.Specs.Model;

namespace Virga.Specs.Reading.Text;

/// <summary>Counts nodes and depth while a tree is read.</summary>
internal sealed class TreeBudget
{
    private long _spent;

    public long Spent => _spent;

    public void Spend(long nodes, SourcePosition position)
    {
        _spent += nodes;
        if (_spent > ReadingLimits.MaxNodes)
        {
            throw new UnreadableException(DiagnosticIds.TooLarge, $"The document has more than {ReadingLimits.MaxNodes} nodes once its aliases are expanded. Split it, or repeat less.", position);
        }
    }

    public static long Cost(string scalar) => 1 + (scalar.Length / 32);

    public static void CheckDepth(int depth, SourcePosition position)
    {
        if (depth > ReadingLimits.MaxDepth)
        {
            throw new UnreadableException(DiagnosticIds.TooLarge, $"Nested more than {ReadingLimits.MaxDepth} levels deep. Move inner parts under components and refer to them.", position);
        }
    }
}
