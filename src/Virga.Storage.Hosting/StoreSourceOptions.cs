namespace Virga.Storage;

/// <summary>Where the stores of an application find settings that its configuration does not give.</summary>
public sealed class StoreSourceOptions
{
    /// <summary>Reads an environment variable. Give the providers that are registered the same reader, where they take one.</summary>
    /// <value>Default: the environment of the process. <c>_ =&gt; null</c> leaves the environment out.</value>
    public Func<string, string?> ReadEnvironment { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>The file of named profiles; empty for none.</summary>
    /// <value>Default null: VIRGA_CONFIG, else <c>~/.config/virga/config.yaml</c>, as the <c>virga</c> command reads it. It need not exist.</value>
    public string? ProfileFile { get; set; }
}
