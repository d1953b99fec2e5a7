using Virga.Cli.Selecting;

namespace Virga.Cli.Copying;

/// <summary>How items get to one kind of target.</summary>
internal interface ITransferWay
{
    /// <param name="item">The file or object.</param>
    /// <param name="target">The path or the key that it gets.</param>
    Transfer Plan(SelectedItem item, string target);
}
