using System.Globalization;
using System.Runtime.CompilerServices;

namespace Virga.Aws;

/// <summary>Tells credential sources apart.</summary>
internal static class AwsCredentialIdentity
{
    private static readonly ConditionalWeakTable<IAwsCredentialSource, string> Others = [];
    private static long _count;

    /// <summary>Equal for sources that give the same credentials; a source that nothing is known of equals itself alone.</summary>
    public static string Of(IAwsCredentialSource source) =>
        source is IKnownAwsCredentials known ? known.Identity : Others.GetValue(source, static _ => "source " + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));
}
