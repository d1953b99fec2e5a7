namespace Virga.Storage;

/// <summary>How the objects below a prefix are renamed.</summary>
public sealed record MovePrefixOptions
{
    /// <summary>Whether objects at their new keys are replaced. Default false: such an object is a failure, and its source stays.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Counts what would be moved and moves nothing. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>How many objects are moved at once. Default 8.</summary>
    public int Parallel { get; init; } = 8;
}
