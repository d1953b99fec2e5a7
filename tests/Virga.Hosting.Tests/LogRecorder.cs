using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Virga.Hosting.Tests;

/// <summary>Keeps what is logged, the category first.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public void AddTo(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.Services.AddSingleton<ILoggerProvider>(this);
    }

    public ILoggerFactory Factory() => LoggerFactory.Create(AddTo);

    public ILogger CreateLogger(string categoryName) => new Kept(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Kept(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (recorder._lines) recorder._lines.Add($"{category} {logLevel}: {formatter(state, exception)} {exception}");
        }
    }
}
