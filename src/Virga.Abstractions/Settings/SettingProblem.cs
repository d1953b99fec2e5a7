namespace Virga;

/// <summary>One thing that is wrong with the settings that were given.</summary>
/// <param name="Setting">The name of the setting; null when it is no single one.</param>
/// <param name="Kind">What kind of error it is.</param>
/// <param name="Message">Names the setting as it was written and where, says what is wrong and what to do. Holds no secret.</param>
public sealed record SettingProblem(string? Setting, ErrorKind Kind, string Message);
