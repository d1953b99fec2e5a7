using System.Text;
using System.Text.Json;
using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

public sealed class JsonObjectWriterTests
{
    private static readonly JsonNames Names = new(["at", "whole", "big", "real", "texts"]);

    [Theory]
    [InlineData("2026-02-03T04:05:06Z")]
    [InlineData("2026-02-03T04:05:06.250Z")]
    [InlineData("2026-02-03T04:05:06.0000007Z")]
    [InlineData("0001-01-02T00:00:00-11:30")]
    [InlineData("9999-12-30T23:59:59.999+14:00")]
    public void ATimeIsWrittenAsItsTextWouldBe(string text)
    {
        var time = Wire.ParseDateTime(text, "at");

        Assert.Equal(text, Wire.DateTime(time));
        Assert.Equal(text, JsonDocument.Parse(Write(time, null, null)).RootElement.GetProperty("at").GetString());
    }

    [Fact]
    public void ListsOfNumbersAreWritten() =>
        Assert.Equal("""{"whole":[1,-2],"big":[9000000000],"real":[0.5]}""", Write(null, [1, -2], new List<long> { 9_000_000_000 }));

    private static string Write(DateTimeOffset? time, IReadOnlyList<int>? whole, IReadOnlyList<long>? big)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            var json = new JsonObjectWriter(writer, Names);
            json.Add(0, time);
            json.Add(1, whole);
            json.Add(2, big);
            json.AddSome(3, whole is null ? [] : [0.5]);
            json.Add(4, (IReadOnlyList<string>?)null);
            json.End();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
