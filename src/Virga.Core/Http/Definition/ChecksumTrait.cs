namespace Virga.Http;

/// <summary>The checksums that an operation takes with its body.</summary>
/// <param name="Algorithms">The algorithms that the server knows.</param>
/// <param name="Default">The one that is sent when the caller gives none.</param>
/// <param name="Required">Whether the server refuses a body without one.</param>
/// <param name="Header">The header, in which <c>{algorithm}</c> stands for the name in lower case: <c>x-amz-checksum-{algorithm}</c>, <c>Content-MD5</c>.</param>
/// <param name="WhenSupported">Whether one is sent under <see cref="ChecksumPolicy.WhenSupported"/>.</param>
public sealed record ChecksumTrait(IReadOnlyList<ChecksumAlgorithm> Algorithms, ChecksumAlgorithm Default, bool Required, string Header, bool WhenSupported);
