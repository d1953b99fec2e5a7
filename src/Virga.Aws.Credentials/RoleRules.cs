namespace Virga.Aws;

/// <summary>What the Security Token Service takes ("AssumeRole" of its API reference).</summary>
internal static class RoleRules
{
    public static void Check(string role, string session, TimeSpan? duration)
    {
        ArgumentException.ThrowIfNullOrEmpty(role);
        if (!role.StartsWith("arn:", StringComparison.Ordinal) || role.Length is < 20 or > 2048 || role.Any(c => c is <= ' ' or > '~')) throw new ArgumentException("RoleArn is not the ARN of a role, as in arn:aws:iam::123456789012:role/reader.");
        if (session is null || session.Length is < 2 or > 64 || !session.All(c => char.IsAsciiLetterOrDigit(c) || "_=,.@-".Contains(c, StringComparison.Ordinal))) throw new ArgumentException("SessionName has 2 to 64 letters, digits and =,.@-_.");
        if (duration is { } time && (time < TimeSpan.FromMinutes(15) || time > TimeSpan.FromHours(12))) throw new ArgumentException($"A session lasts from 15 minutes to 12 hours; {time} was asked for.");
    }
}
