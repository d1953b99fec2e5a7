namespace Virga.Configuration;

/// <summary>How a profile file is read.</summary>
public sealed class ProfileFileOptions
{
    /// <summary>Takes a file that holds secrets although others than its owner may read or write it.</summary>
    /// <value>Default false: such a file is refused. Windows is not checked; files below a user's profile folder are its own there.</value>
    public bool AllowOthers { get; set; }
}
