using System.Reflection;
using System.Text.Json;
using Virga.Specs.Emission;

namespace Virga.Generators.Tests;

public sealed class RuntimeNameTests
{
    public static TheoryData<string> Names => [.. typeof(RuntimeNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(found => (string)found.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryTypeThatEmittedCodeNamesIsThere(string name)
    {
        var bare = name["global::".Length..];
        var core = typeof(Virga.Http.ClientOptions).Assembly;
        var type = core.GetType(bare) ?? core.GetType(bare + "`1") ?? typeof(VirgaException).Assembly.GetType(bare) ?? typeof(Virga.Hosting.ClientRegistration<>).Assembly.GetType(bare + "`1");
        Assert.True(type is { IsPublic: true }, name);
    }

    [Fact]
    public void EveryNameThatIsShortenedIsThere()
    {
        var assemblies = new[] { typeof(object), typeof(Uri), typeof(System.Buffers.ReadOnlySequence<byte>), typeof(HttpMethod), typeof(JsonElement), typeof(Virga.Http.ClientOptions), typeof(VirgaException) }.Select(type => type.Assembly).Distinct().ToArray();
        var names = ShortNames.Names.Where(name => !assemblies.Any(assembly => new[] { "", "`1", "`2", "Attribute" }.Any(ending => assembly.GetType(name + ending) is { IsPublic: true })));

        Assert.Empty(names);
    }

    [Fact]
    public void NoOtherFileOfEmissionNamesTheRuntime()
    {
        var folder = Repository.Path("generators", "Virga.Specs", "Emission");
        var others = Directory.GetFiles(folder, "*.cs").Where(path => Path.GetFileName(path) != "RuntimeNames.cs");

        Assert.All(others, path => Assert.DoesNotContain("global::Virga.", File.ReadAllText(path), StringComparison.Ordinal));
    }
}
