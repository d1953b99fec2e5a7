using Virga.Storage.Driver;

namespace Virga.Storage.Conformance;

/// <summary>What a provider gives the suite. One instance serves many tests, some at once.</summary>
public interface IStoreHarness
{
    /// <summary>The account whose buckets the suite may make; null when the provider has none.</summary>
    ObjectAccount? Account { get; }

    /// <summary>A client without any credentials, to send signed requests with; null when nothing answers HTTP.</summary>
    HttpClient? BareHttp { get; }

    /// <summary>The part size of the suite's chunked uploads: at least the provider's smallest, and as small as that allows.</summary>
    long PartSize { get; }

    /// <summary>Opens a store over an empty bucket of its own. Disposing the session removes what the test left.</summary>
    ValueTask<StoreSession> OpenAsync();

    /// <summary>Whether the provider's rules allow a key; refused keys are left out of the suite.</summary>
    bool AllowsKey(string key);

    /// <summary>Why a test is skipped, by <c>PutConformance.StoredBytesComeBack</c>; null to run it.</summary>
    string? SkipReason(string test);

    /// <summary>The driver under a store that this harness opened, for what the facade would never send; null to keep it.</summary>
    IObjectStoreDriver? DriverOf(ObjectStore store);

    /// <summary>How many chunked uploads are open in the bucket; null when the provider cannot tell.</summary>
    ValueTask<int?> CountUploadsAsync(ObjectStore store);
}
