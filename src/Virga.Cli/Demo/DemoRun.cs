using System.Diagnostics;
using System.Security.Cryptography;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Local;
using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Cli.Demo;

/// <summary>The main job once, each step checked.</summary>
internal sealed class DemoRun : IDisposable
{
    private readonly DemoPlan _plan;
    private readonly Terminal _terminal;
    private readonly DemoReport _report;
    private readonly string _folder;
    private readonly Random _random = new();

    private DemoRun(DemoPlan plan, Terminal terminal, bool json)
    {
        _plan = plan;
        _terminal = terminal;
        _report = new DemoReport(terminal, json);
        _folder = Directory.CreateTempSubdirectory("virga-demo-").FullName;
    }

    /// <summary>Against the embedded endpoint, in a bucket of its own.</summary>
    public static async Task<int> OnLocalCloudAsync(DemoPlan plan, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var cloud = await LocalCloud.StartAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (cloud.ConfigureAwait(false))
        {
            using var run = new DemoRun(plan, terminal, json);
            run._report.Step("endpoint", $"an in-process S3 endpoint listens on {cloud.Endpoint}");
            var stores = StoreRegistries.Embedded();
            await using var closeStores = stores.ConfigureAwait(false);
            return await run.OnBucketAsync(StoreRegistries.ForLocalCloud(cloud, stores), $"s3://virga-demo-{run._random.Next(100_000, 1_000_000)}", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Against a bucket that the user names. It is made when it is missing, and then removed again; what else it holds is not touched.</summary>
    public static async Task<int> OnStoreAsync(DemoPlan plan, string url, StoreOpener opener, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var parsed = StoreOpener.Parse(url);
        if (!string.IsNullOrEmpty(parsed.Key)) throw new UsageException($"--store takes a bucket without a key, such as {parsed.Scheme}://bucket.");
        using var run = new DemoRun(plan, terminal, json);
        run._report.Step("endpoint", $"the store is {parsed.Scheme}://{parsed.Bucket}");
        return await run.OnBucketAsync(opener, url, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<int> OnBucketAsync(StoreOpener opener, string url, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var (account, bucket) = await opener.OpenAccountAsync(url, cancellationToken).ConfigureAwait(false);
        await using var closeAccount = account.ConfigureAwait(false);
        var isNew = !await account.BucketExistsAsync(bucket, cancellationToken).ConfigureAwait(false);
        var key = $"virga-demo/{_random.Next(100_000, 1_000_000)}/file.bin";
        var code = ExitCode.Failed;
        OpenedStore? place = null;
        try
        {
            if (isNew) await account.CreateBucketAsync(bucket, cancellationToken).ConfigureAwait(false);
            _report.Step("bucket", isNew ? $"made {bucket}" : $"uses {bucket}, which exists");
            place = await opener.OpenAsync(url, cancellationToken).ConfigureAwait(false);
            code = await OnKeyAsync(place.Store, key, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!await CleanAsync(account, isNew ? bucket : null, place?.Store, key).ConfigureAwait(false)) code = ExitCode.Failed;
        }

        if (code == ExitCode.Done) _report.Step("result", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"all checks passed in {clock.Elapsed.TotalSeconds:0.0} s"));
        return code;
    }

    /// <summary>Also runs after Ctrl-C, so it does not take the token that was cancelled.</summary>
    private async Task<bool> CleanAsync(ObjectAccount account, string? madeBucket, ObjectStore? store, string key)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            if (store is not null) await store.DeleteAsync(key, cancellationToken: limit.Token).ConfigureAwait(false);
            var removed = madeBucket is not null && await account.BucketExistsAsync(madeBucket, limit.Token).ConfigureAwait(false);
            if (removed) await account.DeleteBucketAsync(madeBucket!, deleteContents: false, limit.Token).ConfigureAwait(false);
            if (store is null && !removed) return true;
            _report.Step("clean-up", removed ? "removed the object, the bucket and the files" : "removed the object and the files");
            return true;
        }
        catch (Exception e) when (e is VirgaException or OperationCanceledException)
        {
            _report.Fail("clean-up", $"{(madeBucket is null ? $"'{key}'" : $"the bucket '{madeBucket}'")} may be left, remove it yourself: {Faults.Describe(e)}");
            return false;
        }
    }

    private async Task<int> OnKeyAsync(ObjectStore store, string key, CancellationToken cancellationToken)
    {
        var source = Path.Combine(_folder, "source.bin");
        var copy = Path.Combine(_folder, "copy.bin");
        var transfer = new TransferOptions { PartSize = _plan.PartSize, Parallel = _plan.Parallel };

        var hash = await RandomFile.WriteAsync(source, _plan.Size, _random, cancellationToken).ConfigureAwait(false);
        _report.Step("file", $"wrote {Quantity.Size(_plan.Size)} of random bytes, SHA-256 {Convert.ToHexStringLower(hash)}");

        var clock = Stopwatch.StartNew();
        var uploaded = await TransferBar.RunAsync(_terminal, "upload", progress => store.UploadFileAsync(key, source, new UploadOptions { ContentType = "application/octet-stream", Transfer = transfer }, progress, cancellationToken)).ConfigureAwait(false);
        _report.Transfer("upload", uploaded.Bytes, uploaded.Parts, clock.Elapsed, uploaded.Checksum);

        var listed = 0;
        await foreach (var item in store.ListAsync(key, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (item.Key == key && item.Size == _plan.Size) listed++;
        }

        if (listed != 1) return _report.Fail("list", $"the listing shows {listed} objects '{key}' of {_plan.Size} bytes, and should show one");
        _report.Step("list", $"1 object, {_plan.Size} bytes: {key}");

        clock.Restart();
        var downloaded = await TransferBar.RunAsync(_terminal, "download", progress => store.DownloadToFileAsync(key, copy, new DownloadOptions { Transfer = transfer }, progress, cancellationToken)).ConfigureAwait(false);
        _report.Transfer("download", downloaded.Bytes, downloaded.Ranges, clock.Elapsed, downloaded.Checksum);

        var copied = await RandomFile.HashAsync(copy, cancellationToken).ConfigureAwait(false);
        if (!copied.AsSpan().SequenceEqual(hash)) return _report.Fail("compare", $"the SHA-256 of the copy is {Convert.ToHexStringLower(copied)}");
        _report.Step("compare", $"SHA-256 of the copy is the same: {Convert.ToHexStringLower(copied)}");

        return await ReadSignedAsync(store, key, hash, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ReadSignedAsync(ObjectStore store, string key, byte[] hash, CancellationToken cancellationToken)
    {
        if (!store.Capabilities.Presign.Kinds.Contains(PresignKind.Get))
        {
            _report.Step("signed URL", "left out: this store signs no URLs");
            return ExitCode.Done;
        }

        var signed = await store.PresignAsync(key, PresignKind.Get, TimeSpan.FromMinutes(10), cancellationToken: cancellationToken).ConfigureAwait(false);
        using var bare = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(signed.Method), signed.Url);
        foreach (var (name, value) in signed.Headers) request.Headers.TryAddWithoutValidation(name, value);

        var clock = Stopwatch.StartNew();
        using var response = await bare.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) return _report.Fail("signed URL", $"the answer to a bare HttpClient is {(int)response.StatusCode}");
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var read = await SHA256.HashDataAsync(body, cancellationToken).ConfigureAwait(false);
            if (!read.AsSpan().SequenceEqual(hash)) return _report.Fail("signed URL", $"the SHA-256 of what a bare HttpClient read is {Convert.ToHexStringLower(read)}");
        }

        _report.Transfer("signed URL", _plan.Size, 1, clock.Elapsed, default);
        return ExitCode.Done;
    }
}
