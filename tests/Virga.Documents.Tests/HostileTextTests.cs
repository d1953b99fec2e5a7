using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using System.Text.Json.Nodes;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>Whatever the texts of a document are, what is emitted declares what was planned, and nothing else.</summary>
public sealed class HostileTextTests
{
    // Texts that people read, and values that stand in literals: nothing of a plan hangs on them.
    private static readonly HashSet<string> Free = new(StringComparer.Ordinal) { "description", "summary", "version", "pattern", "externalDocs", "example", "termsOfService", "bearerFormat", "tokenUrl" };

    public static TheoryData<string> Names => [.. Corpus.SmallNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void TextsThatPeopleReadChangeNoToken(string name)
    {
        var document = Corpus.Get(name);
        var others = document.Files.Skip(1).ToArray();
        var harmless = EmittedTree.Of(document.Main.Path, document.Json, others)!;
        var skeleton = harmless.Skeleton();
        for (var number = 0; number < HostileTexts.All.Length; number++)
        {
            var root = JsonNode.Parse(document.Json)!;
            var changed = Strings(root, "").Where(place => Free.Contains(place.Key)).ToArray();
            foreach (var place in changed) place.Set(HostileTexts.Get(number));
            if (EmittedTree.Of(document.Main.Path, Text(root), others) is not { } emitted) continue;
            Check(emitted, harmless, HostileTexts.Get(number));
            Assert.Equal(skeleton, emitted.Skeleton());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoStringOfADocumentDeclaresAnything(string name)
    {
        var document = Corpus.Get(name);
        var others = document.Files.Skip(1).ToArray();
        var harmless = EmittedTree.Of(document.Main.Path, document.Json, others)!;
        var places = Strings(JsonNode.Parse(document.Json)!, "").Count(place => !Free.Contains(place.Key));
        var emittedCount = 0;
        for (var round = 0; round < Seeds.Scale(1); round++)
        {
            for (var index = 0; index < places; index++)
            {
                var root = JsonNode.Parse(document.Json)!;
                var text = HostileTexts.Get((index * 7) + name.Length + round);
                Strings(root, "").Where(place => !Free.Contains(place.Key)).ElementAt(index).Set(text);
                if (EmittedTree.Of(document.Main.Path, Text(root), others) is not { } emitted) continue;
                emittedCount++;
                Check(emitted, harmless, text);
            }
        }

        Assert.True(emittedCount > 0, $"none of {places} changed documents gave code");
    }

    private static void Check(EmittedTree emitted, EmittedTree harmless, string text)
    {
        var shown = text.Length > 80 ? text[..80] : text;
        Assert.True(!emitted.Faults().Any(), $"{shown}\n{string.Join("\n", emitted.Faults().Take(5))}");
        Assert.Empty(emitted.Remarks().Except(Allowed(harmless.Remarks()), StringComparer.Ordinal));
        Assert.Empty(emitted.DocumentationElements().Except(["summary", "param", "returns", "remarks", "exception", "value", "typeparam", "see", "c", "para", "inheritdoc", "paramref"], StringComparer.Ordinal));
        foreach (var token in emitted.Trees.SelectMany(tree => tree.GetRoot().DescendantTokens()))
        {
            // A name made from such a text holds the rest of it too.
            Assert.False(token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "Injected" && !Identifiers(emitted.Plan).Contains("Injected"), shown);
        }

        var planned = emitted.Plan;
        var models = planned.Objects.Select(item => item.Name).Concat(planned.Enums.Select(item => item.Name)).Concat(planned.Unions.Select(item => item.Name)).ToHashSet(StringComparer.Ordinal);
        var declared = emitted.Types().Select(type => type.Identifier.ValueText).ToArray();
        Assert.Empty(models.Select(Bare).Except(declared, StringComparer.Ordinal));
        var frame = harmless.Types().Select(type => type.Identifier.ValueText).Except(Models(harmless.Plan), StringComparer.Ordinal);
        var own = Own(planned);
        Assert.Empty(declared.Except(models.Select(Bare), StringComparer.Ordinal).Except(own, StringComparer.Ordinal).Except(frame, StringComparer.Ordinal));
        CheckMembers(emitted);
    }

    private static void CheckMembers(EmittedTree emitted)
    {
        foreach (var item in emitted.Plan.Objects)
        {
            var type = emitted.Types().OfType<TypeDeclarationSyntax>().Single(candidate => candidate.Identifier.ValueText == Bare(item.Name) && candidate.Parent is BaseNamespaceDeclarationSyntax);
            var properties = type.Members.OfType<PropertyDeclarationSyntax>().Select(property => property.Identifier.ValueText);
            var wanted = item.Members.Select(member => Bare(member.Property)).Concat(item.UnknownProperty is { } unknown ? [unknown] : []);
            Assert.Equal(wanted.Order(StringComparer.Ordinal), properties.Order(StringComparer.Ordinal));
            Assert.Empty(type.Members.OfType<BaseTypeDeclarationSyntax>());
        }

        var client = emitted.Types().OfType<ClassDeclarationSyntax>().Where(type => type.Identifier.ValueText == Bare(emitted.Plan.ClientType));
        var methods = client.SelectMany(part => part.Members.OfType<MethodDeclarationSyntax>()).Select(method => method.Identifier.ValueText).Where(method => method is not ("Dispose" or "SendRawAsync")).ToArray();
        var names = emitted.Plan.Operations.Select(operation => Bare(operation.Name)).ToArray();
        Assert.All(methods.Where(method => method.EndsWith("Async", StringComparison.Ordinal)), method => Assert.Contains(names, name => method.StartsWith(name, StringComparison.Ordinal) || method.StartsWith("Presign" + name, StringComparison.Ordinal)));
        Assert.All(names, name => Assert.Contains(methods, method => method.StartsWith(name, StringComparison.Ordinal)));
    }

    private static HashSet<string> Identifiers(ClientPlan plan) =>
        [.. Models(plan), .. Own(plan), .. plan.Objects.SelectMany(item => item.Members).Select(member => Bare(member.Property)), .. plan.Enums.SelectMany(item => item.Members).Select(member => Bare(member.Name)), .. plan.Operations.Select(operation => Bare(operation.Name)), .. plan.Operations.SelectMany(operation => operation.Arguments).Select(argument => Bare(argument.Argument)), .. plan.Service.Profiles.Select(profile => profile.Property), .. plan.Operations.SelectMany(operation => operation.Headers).Select(header => Bare(header.Property))];

    private static IEnumerable<string> Models(ClientPlan plan) => plan.Objects.Select(item => Bare(item.Name)).Concat(plan.Enums.Select(item => Bare(item.Name))).Concat(plan.Unions.Select(item => Bare(item.Name))).Concat(Own(plan));

    /// <summary>Types that are neither models nor of the frame that every client has.</summary>
    private static IEnumerable<string> Own(ClientPlan plan) =>
        new[] { plan.ClientType, plan.CodecType, plan.ProfilesType, plan.RegistrationType, plan.InterfaceType ?? plan.ClientType, plan.ServiceName + "Result" }
            .Concat(plan.Operations.Select(operation => operation.ResultType?.Split('<')[0].Split('.', ':')[^1]).OfType<string>()).Select(Bare)
            .Concat(plan.Enums.Select(item => Bare(item.Name) + "Codec")).Concat(plan.Enums.Select(item => item.Type.Codec.Split('.', ':')[^1]));

    private static string Bare(string name) => name.TrimStart('@');

    private static IEnumerable<string> Allowed(IEnumerable<string> remarks) => remarks.Append("#nullable enable").Append("// <auto-generated/>");

    /// <summary>Every string value below a node, and every key that is a name and no word of the language.</summary>
    private static IEnumerable<Place> Strings(JsonNode? node, string key)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                var index = i;
                if (items[i] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String) yield return new Place(key, text => items[index] = text);
                else foreach (var place in Strings(items[i], key)) yield return place;
            }
        }

        if (node is not JsonObject members) yield break;
        foreach (var (name, value) in members.ToArray())
        {
            if (value is JsonValue scalar && scalar.GetValueKind() == System.Text.Json.JsonValueKind.String) yield return new Place(name, text => members[name] = text);
            else foreach (var place in Strings(value, name)) yield return place;
            if (key is "paths" or "properties" or "schemas" or "headers" or "content" or "mapping" or "variables" or "securitySchemes" or "scopes" or "patternProperties" or "names" or "keep" or "with" or "profiles" or "encoding" or "responses" or "definitions")
            {
                yield return new Place("", text => Rename(members, name, text));
            }
        }
    }

    // In place of the name itself, or behind the slash of a path.
    private static void Rename(JsonObject members, string name, string text)
    {
        var value = members[name]?.DeepClone();
        members.Remove(name);
        members[name.StartsWith('/') ? name + text : text] = value;
    }

    // Half a surrogate pair has no text that JsonNode writes.
    private static string Text(JsonNode root)
    {
        var text = root.ToJsonString();
        return text.Replace("\\uE123", "\\ud800", StringComparison.OrdinalIgnoreCase).Replace(HostileTexts.Half.ToString(), "\\ud800", StringComparison.Ordinal);
    }

    private sealed record Place(string Key, Action<string> Set);
}
