namespace Virga.Core.Tests;

/// <summary>Tests that run while no other does: listeners of other tests hear the whole process, and what they are told is allocated by the caller.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
