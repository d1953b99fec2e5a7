using System.Buffers;
using System.Text;

namespace Virga.Core.Tests.Serialization;

/// <summary>Cuts bytes into segments at random places, empty ones among them.</summary>
internal static class Segments
{
    public static ReadOnlySequence<byte> Whole(string text) => new(Encoding.UTF8.GetBytes(text));

    public static ReadOnlySequence<byte> Random(byte[] bytes, Random random, int longest)
    {
        var first = new Link(ReadOnlyMemory<byte>.Empty, 0);
        var last = first;
        for (var at = 0; at < bytes.Length;)
        {
            var take = Math.Min(bytes.Length - at, random.Next(longest + 1));
            last = last.Append(bytes.AsMemory(at, take));
            at += take;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Link : ReadOnlySequenceSegment<byte>
    {
        public Link(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Link Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Link(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
