using System.Text;

namespace Virga.Documents.Tests;

/// <summary>Random values of every emitted model, written and read back through an emitted client.</summary>
public sealed class RoundTripTests
{
    private static readonly int Rounds = Seeds.Scale(12);

    public static TheoryData<string> Names => [.. Corpus.SmallNames];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WhatIsWrittenReadsBackEqual(string name)
    {
        foreach (var mediaType in EchoClient.MediaTypes)
        {
            if (EchoClient.Of(name, mediaType) is not { } client) continue;
            Assert.NotEmpty(client.Operations);
            foreach (var operation in client.Operations)
            {
                var type = client.TypeOf(operation);
                for (var seed = 0; seed < Rounds; seed++)
                {
                    var value = new RandomValues(client.Calls.Plan, new Random(seed), client.IsXml).Make(operation.BodyType!, type);
                    client.Handler.Answer = null;
                    object? back;
                    try
                    {
                        back = await client.EchoAsync(operation, value);
                    }
                    catch (VirgaException fault)
                    {
                        throw new InvalidOperationException($"{operation.BodyType!.CSharp}, seed {seed}: {fault.Message}\n{Encoding.UTF8.GetString(client.Handler.Last)}", fault);
                    }

                    var difference = SameValue.Difference(value, back);
                    Assert.True(difference is null, $"{operation.BodyType!.CSharp}, seed {seed}: {difference}\n{Encoding.UTF8.GetString(client.Handler.Last)}");
                }
            }
        }
    }
}
