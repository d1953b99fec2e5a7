using System.Globalization;

namespace Virga.Benchmarks.Server;

/// <summary>What the server must know of a request.</summary>
internal readonly record struct CannedRequest(byte[] Answer, int BodyLength, bool WantsContinue)
{
    public static CannedRequest Read(ReadOnlySpan<byte> head, CannedAnswers answers)
    {
        var line = head[..head.IndexOf("\r\n"u8)];
        var target = line[(line.IndexOf((byte)' ') + 1)..line.LastIndexOf((byte)' ')];
        var length = Header(head, "\r\nContent-Length: "u8);
        var checksum = !Header(head, "\r\nx-amz-checksum-mode: "u8).IsEmpty;
        var answer = line[0] switch
        {
            (byte)'H' => checksum ? answers.HeadWithChecksum : answers.Head,
            (byte)'P' => answers.Put,
            _ when target.IndexOf("list-type=2"u8) >= 0 => answers.Page(target),
            _ => checksum ? answers.GetWithChecksum : answers.Get,
        };
        return new CannedRequest(answer, length.IsEmpty ? 0 : int.Parse(length, CultureInfo.InvariantCulture), !Header(head, "\r\nExpect: "u8).IsEmpty);
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0) return default;
        var value = head[(at + name.Length)..];
        return value[..value.IndexOf((byte)'\r')];
    }
}
