namespace Virga.Aws.Sources;

/// <summary>What a profile says of single sign-on.</summary>
internal sealed record SignOn(string Profile, string? Session, string StartUrl, string Region, string Account, string Role);
