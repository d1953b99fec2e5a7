namespace Virga.Storage;

/// <summary>One page of a listing.</summary>
/// <param name="Objects">The objects, ascending.</param>
/// <param name="Prefixes">The common prefixes that the delimiter cut off.</param>
/// <param name="Continuation">Give it as <see cref="ListOptions.Continuation"/> for the next page; null on the last.</param>
public sealed record ListingPage(IReadOnlyList<ListedObject> Objects, IReadOnlyList<string> Prefixes, string? Continuation);
