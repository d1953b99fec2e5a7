using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>What the flags of <c>cp</c> and <c>mv</c> say.</summary>
internal sealed record CopyOptions(bool Recursive, bool NoOverwrite, bool Move, UploadOptions Upload)
{
    /// <summary>The name of the verb.</summary>
    public string Verb => Move ? "mv" : "cp";

    /// <summary>What a dry run would do.</summary>
    public string Would => Move ? "move" : "copy";
}
