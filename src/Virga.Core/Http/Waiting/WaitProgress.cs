namespace Virga.Http;

/// <summary>What one look at the service found.</summary>
/// <param name="Status">The state in the service's words; null when it named none.</param>
/// <param name="PercentComplete">How much is done, from 0 to 100; null when it is not known.</param>
/// <param name="Polls">How often was looked so far.</param>
public sealed record WaitProgress(string? Status, double? PercentComplete, int Polls);
