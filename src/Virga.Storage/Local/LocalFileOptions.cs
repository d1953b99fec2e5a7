namespace Virga.Storage.Local;

/// <summary>How a store over a folder behaves.</summary>
public sealed record LocalFileOptions
{
    /// <summary>Takes keys that only some systems can hold as files (<c>CON</c>, <c>a:b</c>, a trailing dot). Default false: refused everywhere, so that a folder can move between systems.</summary>
    public bool AllowNamesThatWindowsRefuses { get; init; }

    /// <summary>Compares the case of every component of a key with what is on the disk, and refuses a key that differs from an existing one in case only. Default null: where the file system folds case.</summary>
    public bool? CheckCase { get; init; }

    /// <summary>Waits until bytes are on the disk before an object appears. Default false: a power cut may lose the last writes, never mix them.</summary>
    public bool FlushToDisk { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where names of temporary files come from. Default: the system's secure source.</summary>
    public Random? Random { get; init; }
}
