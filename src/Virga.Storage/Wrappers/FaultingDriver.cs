using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Fails as a plan says.</summary>
internal sealed class FaultingDriver(IObjectStoreDriver inner, FaultPlan plan) : AroundDriver<FaultRule?>(inner)
{
    protected override ValueTask<FaultRule?> EnterAsync(StoreCalls verb, string? key, CancellationToken cancellationToken)
    {
        var rule = plan.Next(verb, key);
        return rule is null ? default : MeetAsync(rule, verb, cancellationToken);
    }

    protected override void Leave(FaultRule? call, StoreCalls verb, string? key, Exception? error)
    {
        if (error is null && call is { LosesAnswer: true, Error: { } kind }) throw Injected(kind, $"the answer of {CallNames.Of(verb)} is lost");
    }

    protected override async ValueTask<ObjectContent> OpenedAsync(FaultRule? call, string key, ObjectContent content)
    {
        if (call is null) return content;
        if (call is { LosesAnswer: true, Error: { } kind })
        {
            await content.Content.DisposeAsync().ConfigureAwait(false);
            throw Injected(kind, "the answer of get is lost");
        }

        return call.BreakBodyAfter is null && call.EndBodyAfter is null ? content : new ObjectContent(content.Info, new FaultyBody(content.Content, owns: true, call));
    }

    protected override Stream Sending(FaultRule? call, string key, Stream content) => call?.BreakBodyAfter is null ? content : new FaultyBody(content, owns: false, call);

    private async ValueTask<FaultRule?> MeetAsync(FaultRule rule, StoreCalls verb, CancellationToken cancellationToken)
    {
        if (rule.Latency > TimeSpan.Zero) await Task.Delay(rule.Latency, plan.Time, cancellationToken).ConfigureAwait(false);
        if (rule is { Error: { } kind, LosesAnswer: false, BreakBodyAfter: null }) throw Injected(kind, $"{CallNames.Of(verb)} fails");
        return rule;
    }

    private static ObjectStoreException Injected(ErrorKind kind, string what) => new(kind, $"A fault plan says that {what}.")
    {
        Code = "InjectedFault",
        IsRetryable = kind is ErrorKind.Throttled or ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.Connection,
    };

    /// <summary>A body that breaks or ends at a certain byte, each time that it is read from there.</summary>
    private sealed class FaultyBody(Stream inner, bool owns, FaultRule rule) : WatchedStream(inner, owns)
    {
        private long _at;

        public override long Position
        {
            get => base.Position;
            set
            {
                _at += value - base.Position;
                base.Position = value;
            }
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            var before = base.Position;
            var now = base.Seek(offset, origin);
            _at += now - before;
            return now;
        }

        public override int Read(Span<byte> buffer)
        {
            var left = Left();
            return left == 0 ? 0 : base.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var left = Left();
            return left == 0 ? new ValueTask<int>(0) : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        }

        protected override void Took(int count) => _at += count;

        private long Left()
        {
            if (rule.BreakBodyAfter is { } breaks)
            {
                if (_at >= breaks) throw Injected(rule.Error ?? ErrorKind.Connection, $"the body breaks after {breaks} bytes");
                return breaks - _at;
            }

            return Math.Max(0, (rule.EndBodyAfter ?? long.MaxValue) - _at);
        }
    }
}
