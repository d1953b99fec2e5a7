using Xunit.Abstractions;

namespace Virga.Servers.Tests;

internal sealed class MessageRecorder : LongLivedMarshalByRefObject, IMessageSink
{
    public List<IMessageSinkMessage> Messages { get; } = [];

    public bool OnMessage(IMessageSinkMessage message)
    {
        Messages.Add(message);
        return true;
    }
}
