using System.Text;

namespace Virga.Documents.Tests;

/// <summary>Answers that are cut, damaged or nonsense: each reader gives a value or the typed error, soon, and with memory in proportion to what came.</summary>
public sealed class DamagedAnswerTests
{
    private const long Floor = 2 * 1024 * 1024;
    private const long PerByte = 400;
    private static readonly int Rounds = Seeds.Scale(40);

    private static readonly string[] Nonsense =
    [
        "", " ", "null", "nul", "{", "[", "\"", "{}", "[]", "{\"", "{\"a\":", "[[[[[", "\"\\ud800\"", "{\"\\udc00\":1}", "1e999999999", "-", "01", "\uFEFF{}", "{}{}", "{} x", "\u0000",
        "<", "<a", "<a>", "<a/>", "<a></b>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&#0;</a>", "<a>&unknown;</a>", "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", "<a b=\"1\" b=\"2\"/>", "<a><![CDATA[", "<!--",
    ];

    public static TheoryData<string> Names => [.. Corpus.SmallNames];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EveryReaderGivesAValueOrTheTypedError(string name)
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
        var before = GC.GetTotalAllocatedBytes();
        try
        {
            await client.EchoAsync(operation, value).WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (VirgaException fault) when (fault.Kind is ErrorKind.MalformedResponse)
        {
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{operation.BodyType!.CSharp}: {fault.GetType().Name} {fault.Message}\n{Convert.ToBase64String(answer)}\n{Encoding.UTF8.GetString(answer)[..Math.Min(answer.Length / 2, 2000)]}", fault);
        }

        // Other tests run at the same time, so the bound of one answer has to leave room for them.
        var allocated = GC.GetTotalAllocatedBytes() - before;
        Assert.True(allocated < 500 * Floor + (answer.Length * PerByte), $"{operation.BodyType!.CSharp}: {allocated} bytes for an answer of {answer.Length}");
    }

    private static IEnumerable<byte[]> Damaged(byte[] sound, Random random)
    {
        foreach (var text in Nonsense) yield return Encoding.UTF8.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(new string('[', 100_000));
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));
        for (var i = 0; i < Rounds; i++)
        {
            yield return sound[..random.Next(sound.Length)];
            var changed = (byte[])sound.Clone();
            for (var count = random.Next(1, 4); count > 0; count--) changed[random.Next(changed.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "{}[]\":,0<>/&-e\\"[random.Next(15)]);
            yield return changed;
            var (from, to) = (random.Next(sound.Length), random.Next(sound.Length));
            yield return [.. sound[..from], .. sound[to..]];
            var noise = new byte[random.Next(64)];
            random.NextBytes(noise);
            yield return noise;
        }
    }
}
