using System.Diagnostics;

namespace Virga.Http;

/// <summary>An attempt that somebody listens to.</summary>
/// <param name="Activity">Its span; null when nobody samples it.</param>
/// <param name="Started">Timestamp of its beginning.</param>
internal sealed record AttemptTrace(Activity? Activity, long Started);
