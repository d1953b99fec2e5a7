namespace Virga.Generators.Analyzers;

/// <summary>Ids of what analyzers tell of code that uses clients, and what they hand to the fixes. Compiled into both assemblies.</summary>
internal static class UsageIds
{
    public const string NotDisposed = "VU01";
    public const string TokenNotPassed = "VU02";

    /// <summary>Property of VU01: what a fix does, one of the three below; not there when none can be offered.</summary>
    public const string Fix = nameof(Fix);
    public const string Using = nameof(Using);
    public const string AwaitUsing = nameof(AwaitUsing);
    public const string Dispose = nameof(Dispose);

    /// <summary>Property of VU02: the token that is at hand.</summary>
    public const string Token = nameof(Token);

    /// <summary>Property of VU02: the parameter that it goes to.</summary>
    public const string Parameter = nameof(Parameter);
}
