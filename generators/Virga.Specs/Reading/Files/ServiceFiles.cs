namespace Virga.Specs.Reading.Files;

/// <summary>The files that one service is read from.</summary>
/// <param name="Main">The path of the spec that has the service's info, servers, security and root keys.</param>
/// <param name="Others">The paths of its parts and of every file that a reference leads to, in the order of their names, and then the overlays, in the order in which they are laid over the others.</param>
public sealed record ServiceFiles(string Main, EquatableArray<string> Others);
