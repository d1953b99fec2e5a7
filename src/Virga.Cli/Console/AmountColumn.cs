using Spectre.Console;
using Spectre.Console.Rendering;
using Virga.Cli.Arguments;

namespace Virga.Cli.Console;

/// <summary>Bytes done, bytes in all and bytes a second, in the units of the rest of the command.</summary>
internal sealed class AmountColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var amount = task.IsIndeterminate ? Quantity.Size(task.Value) : $"{Quantity.Size(task.Value)} of {Quantity.Size(task.MaxValue)}";
        return new Spectre.Console.Text(task.Speed is { } speed ? $"{amount}, {Quantity.Size(speed)}/s" : amount);
    }
}
