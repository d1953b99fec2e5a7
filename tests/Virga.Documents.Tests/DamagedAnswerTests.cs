using System.Text;

namespace Virga.Documents.Tests;

/// <summary>Answers that are cut, damaged or nonsense: each reader gives a value or the typed error, and takes memory in proportion to what came.</summary>
public sealed class DamagedAnswerTests
{
    private const long Floor = 1024 * 1024;
    private const long PerByte = 64;

    // No answer is slow to read; only a reader that goes on for ever is not done by then.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);
    private static readonly int Rounds = Seeds.Scale(40);

    private static readonly string[] Nonsense =
    [
        "", " ", "null", "nul", "{", "[", "\"", "{}", "[]", "{\"", "{\"a\":", "[[[[[", "\"\\ud800\"", "{\"\\udc00\":1}", "1e999999999", "-", "01", "\uFEFF{}", "{}{}", "{} x", "\u0000",
        "<", "<a", "<a>", "<a/>", "<a></b>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&#0;</a>", "<a>&unknown;</a>", "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", "<a b=\"1\" b=\"2\"/>", "<a><![CDATA[", "<!--",
    ];

    public static TheoryData<string> Names => [.. Corpus.SmallNames];

    [Theory]
    [MemberData(nameof(Names))]
    public Task EveryReaderGivesAValueOrTheTypedError(string name) => Task.Run(() => TryAllAsync(name)).WaitAsync(Hang);

    private static async Task TryAllAsync(string name)
    {
        foreach (var mediaType in EchoClient.MediaTypes)
        {
            if (EchoClient.Of(name, mediaType) is not { } client) continue;
            var number = 0;
            foreach (var operation in client.Operations)
            {
                var random = new Random(++number);
                var value = new RandomValues(client.Calls.Plan, random, client.IsXml).Make(operation.BodyType!, client.TypeOf(operation));
                client.Handler.Answer = null;
                await client.EchoAsync(operation, value);
                var sound = client.Handler.Last;
                foreach (var answer in Damaged(sound, random)) await TryAsync(client, operation, value, answer);
            }
        }
    }

    private static async Task TryAsync(EchoClient client, Virga.Specs.Planning.OperationPlan operation, object value, byte[] answer)
    {
        client.Handler.Answer = answer;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var call = client.EchoAsync(operation, value);

        // The handler answers at once, so that all is done on this thread, where what it takes can be told from what other tests take.
        Assert.True(call.IsCompleted, "the call went to another thread");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        try
        {
            await call;
        }
        catch (VirgaException fault) when (fault.Kind is ErrorKind.MalformedResponse)
        {
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{operation.BodyType!.CSharp}: {fault.GetType().Name} {fault.Message}\n{Convert.ToBase64String(answer)}\n{Encoding.UTF8.GetString(answer)[..Math.Min(answer.Length / 2, 2000)]}", fault);
        }

        var carried = answer.Length + client.Handler.Last.Length;
        Assert.True(allocated < Floor + (carried * PerByte), $"{operation.BodyType!.CSharp}: {allocated} bytes for {carried}, the answer beginning with {Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, 40)))}");
    }

    private static IEnumerable<byte[]> Damaged(byte[] sound, Random random)
    {
        foreach (var text in Nonsense) yield return Encoding.UTF8.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(new string('[', 100_000));
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));
        yield return Noise(random.Next(64, 4096), random);
        yield return Noise(100_000, random);
        for (var i = 0; i < Rounds; i++)
        {
            yield return sound[..random.Next(sound.Length)];
            var changed = (byte[])sound.Clone();
            for (var count = random.Next(1, 4); count > 0; count--) changed[random.Next(changed.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "{}[]\":,0<>/&-e\\"[random.Next(15)]);
            yield return changed;
            var (from, to) = (random.Next(sound.Length), random.Next(sound.Length));
            yield return [.. sound[..from], .. sound[to..]];
            yield return Noise(random.Next(64), random);
        }
    }

    private static byte[] Noise(int length, Random random)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
