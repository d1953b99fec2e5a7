using System.Globalization;

namespace Virga.Documents.Tests;

/// <summary>How much is tried: VIRGA_SOAK=10 tries ten times as much as a usual run does.</summary>
internal static class Seeds
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("VIRGA_SOAK"), CultureInfo.InvariantCulture, out var factor) && factor > 0 ? factor : 1;

    public static int Scale(int rounds) => rounds * Factor;
}
