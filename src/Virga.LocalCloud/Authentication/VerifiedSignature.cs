namespace Virga.Local.Authentication;

/// <summary>A signature that held, and what the chunks of the body are signed with.</summary>
internal sealed record VerifiedSignature(string Signature, byte[] SigningKey, string Scope, string Timestamp);
