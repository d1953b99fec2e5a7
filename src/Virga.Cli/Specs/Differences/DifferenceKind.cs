namespace Virga.Cli.Specs.Differences;

/// <summary>What a change between two versions of a spec means for who calls the service with a client made from the old one, or makes a new one.</summary>
internal enum DifferenceKind
{
    /// <summary>Calls or code that were right are wrong now.</summary>
    Breaking,

    /// <summary>What was right stays right.</summary>
    Compatible,

    /// <summary>Words for people alone.</summary>
    Documentation,
}
