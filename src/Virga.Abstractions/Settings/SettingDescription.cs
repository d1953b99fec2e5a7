namespace Virga;

/// <summary>A setting that something reads: one row of the table that profiles, configuration files, the environment and URLs share.</summary>
/// <param name="Name">Its name, in lower case with hyphens.</param>
/// <param name="Kind">How its value reads.</param>
/// <param name="Description">What it is for, in one sentence.</param>
public sealed record SettingDescription(string Name, SettingKind Kind, string Description)
{
    /// <summary>The environment variables that hold it, the first set one counts; <c>VIRGA_</c> and its name comes after them. Default: none.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>The words of a <see cref="SettingKind.Choice"/>. Default: none.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What other tools call it, so that a message can say the name that is meant. They are not read. Default: none.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The smallest value of a count or a size. Default 0. A time is always more than nothing.</summary>
    public long Minimum { get; init; }

    /// <summary>Settings of one set are taken from one source, the first that holds one of them: a secret never goes with another source's key. Default null: taken alone.</summary>
    public string? Set { get; init; }

    /// <summary>Whether it belongs to its set without deciding which source the set is taken from. Default false.</summary>
    public bool FollowsSet { get; init; }
}
