using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Measures calls and bodies.</summary>
internal sealed class MeteringDriver(IObjectStoreDriver inner, string bucket, StoreInstruments instruments, TimeProvider time) : AroundDriver<long>(inner)
{
    private StoreInstruments Instruments => instruments;

    private string Bucket => bucket;

    private TimeProvider Time => time;

    protected override ValueTask<long> EnterAsync(StoreCalls verb, string? key, CancellationToken cancellationToken)
    {
        instruments.Began(verb, bucket);
        return new ValueTask<long>(time.GetTimestamp());
    }

    protected override void Leave(long call, StoreCalls verb, string? key, Exception? error) => instruments.Ended(verb, bucket, time.GetElapsedTime(call), ErrorType(error));

    protected override ValueTask<ObjectContent> OpenedAsync(long call, string key, ObjectContent content)
    {
        Leave(call, StoreCalls.Get, key, null);
        return ValueTask.FromResult(instruments.CountsBytes ? new ObjectContent(content.Info, new Received(content.Content, this)) : content);
    }

    protected override Stream Sending(long call, string key, Stream content) => instruments.CountsBytes ? new Sent(content, this) : content;

    private static string? ErrorType(Exception? error) => error switch
    {
        null => null,
        OperationCanceledException => "Cancelled",
        VirgaException known => known.Kind.ToString(),
        ArgumentException => nameof(ErrorKind.InvalidArgument),
        _ => nameof(ErrorKind.Unknown),
    };

    private sealed class Sent(Stream inner, MeteringDriver driver) : WatchedStream(inner, owns: false)
    {
        protected override void Took(int count)
        {
            if (count > 0) driver.Instruments.Sent(driver.Bucket, count);
        }
    }

    private sealed class Received(Stream inner, MeteringDriver driver) : WatchedStream(inner, owns: true)
    {
        private readonly long _opened = driver.Time.GetTimestamp();
        private bool _told;

        protected override void Took(int count)
        {
            if (count > 0) driver.Instruments.Received(driver.Bucket, count);
            else Tell();
        }

        protected override void Closed() => Tell();

        private void Tell()
        {
            if (_told) return;
            _told = true;
            driver.Instruments.Read(driver.Bucket, driver.Time.GetElapsedTime(_opened));
        }
    }
}
