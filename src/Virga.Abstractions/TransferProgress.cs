namespace Virga;

/// <summary>How far a transfer is. Reported through <see cref="IProgress{T}"/>; failures are thrown, never reported here.</summary>
/// <param name="Bytes">Bytes done. Never more than <paramref name="TotalBytes"/>, and never less than in an earlier report of the same transfer.</param>
/// <param name="TotalBytes">Bytes in all; null while unknown.</param>
/// <param name="Parts">Parts done; 0 for a transfer in one piece.</param>
/// <param name="TotalParts">Parts in all; null while unknown.</param>
public readonly record struct TransferProgress(long Bytes, long? TotalBytes, int Parts, int? TotalParts);
