using System.CommandLine;
using Virga.Aws.S3;

namespace Virga.Cli.Arguments;

/// <summary>The options that every verb takes.</summary>
/// <param name="stores">The stores that verbs open, shared by all that run in this process.</param>
internal sealed class GlobalOptions(StorePool stores)
{
    public StorePool Stores => stores;

    public Option<string?> Endpoint { get; } = new("--endpoint") { Description = "The service's address, such as http://127.0.0.1:7480. It counts as an allowed host.", Recursive = true, HelpName = "url" };

    public Option<string?> Region { get; } = new("--region") { Description = "The region of the bucket.", Recursive = true, HelpName = "name" };

    public Option<string?> Profile { get; } = new("--profile") { Description = $"A named profile of ~/.config/virga/config.yaml, or a built-in provider profile ({string.Join(", ", S3Profiles.All.Select(profile => profile.Name))}).", Recursive = true, HelpName = "name" };

    public Option<string[]> AllowHost { get; } = new("--allow-host") { Description = "A host that credentials may go to although a server or the query of a URL named it; repeat for several.", Recursive = true, HelpName = "host" };

    public Option<bool> Anonymous { get; } = new("--anonymous") { Description = "Send no credentials.", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON object a line to standard output.", Recursive = true };

    public Option<bool> Raw { get; } = new("--raw") { Description = "Take * ? and [ in keys and paths as they stand; they are wildcards otherwise.", Recursive = true };

    /// <summary>All of them, always in the same order.</summary>
    public IReadOnlyList<Option> All => [Endpoint, Region, Profile, AllowHost, Anonymous, Json, Raw];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Options.Add(option);
    }
}
