using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Virga.Storage.Tests.Wrappers;

/// <summary>Remembers what was logged, from a level on.</summary>
public sealed class RecordingLogger(LogLevel least = LogLevel.Debug) : ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    public string All => string.Join('\n', Lines.Select(line => line.Text));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue((logLevel, formatter(state, exception) + exception));
    }
}
