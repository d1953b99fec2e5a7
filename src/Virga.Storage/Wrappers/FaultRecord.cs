namespace Virga.Storage;

/// <summary>A fault that was made.</summary>
/// <param name="Call">The call.</param>
/// <param name="Key">Its key; null where it has none.</param>
/// <param name="Rule">The rule that was followed.</param>
public sealed record FaultRecord(StoreCalls Call, string? Key, FaultRule Rule);
