using System.Xml.Linq;
using Virga.Local;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Exchanges;

/// <summary>The client sends, and LocalCloud answers, what Amazon's reference shows.</summary>
public sealed class ExchangeTests
{
    public static TheoryData<string> Names => [.. Exchange.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheClientSendsTheRequestAndReadsTheAnswer(string name)
    {
        var exchange = Exchange.Read(name);
        var body = Exchange.Sample(exchange.AnsweredBody);
        var headers = exchange.Answered.Where(h => h.Name is not "Content-Type" and not "Content-Length").Select(h => (h.Name, Exchange.Sample(h.Value))).ToArray();
        var handler = new ScriptedHandler().Then(_ => Answer(exchange, body, headers));
        using var client = Scripted.Client(handler);
        Assert.Equal(exchange.Result, await ExchangeCalls.RunAsync(exchange.Call, client));
        Sent(exchange, handler.Single);
    }

    // In the order of their names: each finds what those before it left.
    [Fact]
    public async Task LocalCloudGivesTheAnswers()
    {
        await using var cloud = await LocalCloud.StartAsync();
        using var recorder = new AnswerRecorder();
        var options = new S3Options { Endpoint = cloud.Endpoint, Profile = S3Profiles.Compatible, Credentials = new StaticCredentials(cloud.AccessKeyId, cloud.SecretAccessKey), Configure = o => o.Handler = recorder };
        using var client = options.CreateClient();
        foreach (var name in Exchange.Names())
        {
            var exchange = Exchange.Read(name);
            Assert.Equal($"{name}: {exchange.Result}", $"{name}: {await ExchangeCalls.RunAsync(exchange.Call, client)}");
            Assert.Equal($"{name}: {exchange.Status}", $"{name}: {recorder.Status}");
            foreach (var (header, value) in exchange.Answered) Assert.True(Exchange.Fits(value, recorder.Header(header)), $"{name}: {header} is '{recorder.Header(header)}', not '{value}'.");
            Answered(name, exchange.AnsweredBody, recorder.Body);
        }
    }

    private static HttpResponseMessage Answer(Exchange exchange, string body, (string Name, string Value)[] headers)
    {
        var type = exchange.Answered.FirstOrDefault(h => h.Name == "Content-Type").Value;
        var answer = ScriptedHandler.Response(exchange.Status, new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)), type, headers);

        // An answer to HEAD tells a length and has no body.
        if (exchange.Method == "HEAD") answer.Content.Headers.ContentLength = long.Parse(exchange.Answered.First(h => h.Name == "Content-Length").Value, System.Globalization.CultureInfo.InvariantCulture);
        return answer;
    }

    private static void Sent(Exchange exchange, RecordedRequest request)
    {
        Assert.Equal(exchange.Method, request.Method);
        Assert.Equal(exchange.Target.Split('?')[0], request.Target.Split('?')[0]);
        Assert.Equal(Query(exchange.Target), Query(request.Target));
        foreach (var (header, value) in exchange.Sent) Assert.True(Exchange.Fits(value, request.Header(header)), $"{header} is '{request.Header(header)}', not '{value}'.");
        if (exchange.SentBody.StartsWith('<')) Assert.True(XNode.DeepEquals(XElement.Parse(exchange.SentBody), XElement.Parse(request.Text)), request.Text);
        else Assert.Equal(exchange.SentBody, request.Text);
    }

    // The order of parameters means nothing.
    private static IEnumerable<string> Query(string target) => (target.Split('?') is [_, var query] ? query : "").Split('&').Order(StringComparer.Ordinal);

    private static void Answered(string name, string written, string body)
    {
        if (!written.StartsWith('<'))
        {
            Assert.Equal($"{name}: {written}", $"{name}: {body}");
            return;
        }

        var (expected, actual) = (XElement.Parse(written), XElement.Parse(body));
        Assert.Equal(expected.Name, actual.Name);
        Holds(name, expected, actual);
    }

    // Amazon adds elements from time to time, so more than is written down may be there.
    private static void Holds(string name, XElement expected, XElement actual)
    {
        foreach (var group in expected.Elements().GroupBy(e => e.Name))
        {
            var found = actual.Elements(group.Key).ToList();
            Assert.True(found.Count == group.Count(), $"{name}: {found.Count} elements {group.Key.LocalName}, not {group.Count()}, in {actual}");
            foreach (var (one, other) in group.Zip(found))
            {
                if (one.HasElements) Holds(name, one, other);
                else Assert.True(Exchange.Fits(one.Value, other.Value), $"{name}: {one.Name.LocalName} is '{other.Value}', not '{one.Value}'.");
            }
        }
    }
}
