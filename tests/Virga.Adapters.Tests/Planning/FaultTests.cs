using Microsoft.CodeAnalysis;

namespace Virga.Adapters.Tests.Planning;

/// <summary>One failing document for each row of the table of faults, with the place that it is told at (1-based line and column).</summary>
public sealed class FaultTests
{
    [Fact]
    public void TheDocumentThatTheFaultsArePutIntoIsSound()
    {
        var run = FaultCase.Run("virga-adapter: 1", "virga-adapter: 1");
        Assert.Equal([], run.Diagnostics.Select(d => d.ToString()));
        Assert.Equal([], run.CompilerFaults());
    }

    [Theory]
    [InlineData("VA01", 2, 9, "adapts: Sample.IStore", "adapts: Sample.IStores", "no interface 'Sample.IStores'")]
    [InlineData("VA01", 2, 9, "adapts: Sample.IStore", "adapts: Sample.Thing", "is no interface")]
    [InlineData("VA01", 2, 9, "adapts: Sample.IStore", "adapts: Sample.Outer.IHidden", "not accessible")]
    [InlineData("VA02", 9, 1, "  DropAsync: { call: dropThing, with: { key: \"{key}\" }, on-error: { Missing: done } }", "", "Paste and fill: DropAsync: { call: dropThing, with: { key: \"{key}\" } }")]
    [InlineData("VA02", 8, 1, "capabilities: { Dates: true, Rights: [Get, Put], Max: 5MiB }\n", "", "capabilities: {}")]
    [InlineData("VA03", 11, 11, "call: getThing", "call: getThin", "Did you mean 'getThing'?")]
    [InlineData("VA03", 12, 27, "revision: \"{options", "revison: \"{options", "Did you mean 'revision'?")]
    [InlineData("VA03", 12, 37, "{options.Revision}", "{options.Revison}", "Did you mean 'Revision'?")]
    [InlineData("VA03", 13, 22, "{body.name}", "{body.nam}", "Did you mean 'name'?")]
    [InlineData("VA03", 13, 22, "{body.name}", "{header.name}", "declares no response headers")]
    [InlineData("VA03", 13, 22, "{body.name}", "{found.body.name}", "The name 'found'")]
    [InlineData("VA03", 13, 43, "{body.size}", "{stream}", "its body is not a stream")]
    [InlineData("VA03", 13, 16, "{ Name:", "{ Nane:", "Did you mean 'Name'?")]
    [InlineData("VA03", 13, 24, "{ Name:", "{ $shape: Thin, Name:", "The shape 'Thin'")]
    [InlineData("VA03", 18, 3, "  DropAsync:", "  DropsAsync:", "Did you mean 'DropAsync'?")]
    [InlineData("VA03", 13, 5, "    returns:", "    retruns:", "Did you mean 'returns'?")]
    [InlineData("VA03", 3, 7, "spec: things.yaml", "spec: thing.yaml", "There is: things.yaml")]
    [InlineData("VA03", 9, 1, "members:", "member:", "Did you mean 'members'?")]
    [InlineData("VA03", 5, 17, "{ Dates:", "{ Datas:", "Did you mean 'Dates'?")]
    [InlineData("VA03", 12, 18, "\"{key}\", revision", "\"{.key}\", revision", "There is no subject")]
    [InlineData("VA04", 12, 5, "key: \"{key}\", revision", "revision", "'key' of getThing is required")]
    [InlineData("VA04", 13, 14, ", Size: \"{body.size}\"", "", "Size is required and not filled")]
    [InlineData("VA04", 10, 3, "    returns: { Name: \"{body.name}\", Size: \"{body.size}\", Note: \"{body.note}\" }\n", "", "say by 'returns'")]
    [InlineData("VA05", 13, 67, "Note: \"{body.note}\"", "Changed: \"{body.stamp}\"", "Format date-time")]
    [InlineData("VA05", 13, 67, "Note: \"{body.note}\"", "Changed: \"{body.size}\"", "long does not convert to DateTimeOffset")]
    [InlineData("VA05", 12, 18, "{ key: \"{key}\", revision", "{ key: \"{options}\", revision", "ReadOptions does not convert to string")]
    [InlineData("VA05", 13, 43, "Size: \"{body.size}\"", "Size: \"{body}\"", "Thing does not convert to long")]
    [InlineData("VA05", 5, 55, "Max: 5MiB", "Max: much", "a size such as 5MiB")]
    [InlineData("VA06", 13, 22, "{body.name}", "{body.note}", "Name of Thing is required")]
    [InlineData("VA07", 10, 3, ", revision: \"{options.Revision}\"", "", "'options.Revision'")]
    [InlineData("VA08", 17, 5, "    Put: {", "    Pat: {", "Did you mean 'Put'?")]
    [InlineData("VA08", 15, 14, "    Put: { presign: putThing, expires: 1h, with: { key: \"{key}\", note: x } }\n", "", "lack Put")]
    [InlineData("VA09", 8, 29, "to: Missing", "to: Mising", "Did you mean 'Missing'?")]
    [InlineData("VA09", 8, 40, "to: Missing }", "to: Missing }, { status: 404, code: X, to: Other }", "can never match")]
    [InlineData("VA10", 12, 18, "\"{key}\", revision", "\"{key|paht}\", revision", "Did you mean 'path'?")]
    [InlineData("VA11", 5, 44, "    Put: { presign: putThing, expires: 1h, with: { key: \"{key}\", note: x } }", "    else: unsupported", "claims Put")]
    [InlineData("VA12", 11, 11, "call: getThing\n    with: { key: \"{key}\", revision: \"{options.Revision}\" }\n    returns: { Name: \"{body.name}\", Size: \"{body.size}\", Note: \"{body.note}\" }", "call: listThings\n    with: { token: \"{key}\" }\n    returns: { Name: \"{body.next}\", Size: 1 }\n    unused: [ options ]", "no place for {next}")]
    [InlineData("VA13", 13, 22, "call: getThing", "call: maybeThing", "may come without a body")]
    [InlineData("VA14", 9, 11, "members:", "shapes: { Lost: { Name: \"{key}\" } }\nmembers:", "'Lost' is never used")]
    [InlineData("VA14", 5, 10, "capabilities:", "state: { bucket: string }\ncapabilities:", "'bucket' is never used")]
    [InlineData("VA14", 14, 15, "  LinkAsync:", "    unused: [ options.Revision ]\n  LinkAsync:", "and is used")]
    [InlineData("VA16", 2, 9, "adapts: Sample.IStore", "adapts: Sample.IOdd", "Contract.cs(")]
    public void AFaultIsToldAtItsPlace(string id, int line, int column, string old, string changed, string message)
    {
        var run = FaultCase.Run(old, changed);
        var fault = run.Diagnostics.Where(d => d.Id == id).ToList();
        Assert.True(fault.Count > 0, "There is: " + string.Join("\n", run.Diagnostics));
        var at = fault[0].Location.GetLineSpan();
        Assert.Equal($"store.yaml({line},{column})", $"{at.Path}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1})");
        Assert.Contains(message, fault[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnsupportedMemberContradictsItsCapability()
    {
        var run = FaultCase.Run("  DropAsync: { call: dropThing, with: { key: \"{key}\" }, on-error: { Missing: done } }", "unsupported: [ DropAsync ]");
        Assert.Equal([], run.Faults());
        run = run.Edit("store.yaml", "Dates: true,", "Dates: true, Drop: true,");
        Assert.Equal(["VA11 store.yaml(5,36)"], run.Faults());
    }

    [Fact]
    public void AnOptionThatNoPhaseBindsIsWarnedOf()
    {
        var contract = FaultCase.Contract.Replace("ReadOptions(string? Revision)", "ReadOptions([property: RequiresCapability(\"Dates\")] string? Revision)", StringComparison.Ordinal);
        var run = FaultCase.Run(", revision: \"{options.Revision}\" }", " }\n    unused: [ options.Revision ]", contract);
        Assert.Equal(["VA15 store.yaml(13,15)"], run.Faults());
        Assert.Equal(DiagnosticSeverity.Warning, run.Diagnostics[0].DefaultSeverity);
        Assert.Equal([], run.Edit("store.yaml", "Dates: true,", "Dates: false,").Faults());
    }

    [Fact]
    public void AnOptionWhoseCapabilityIsOffNeedsNoPlace()
    {
        var contract = FaultCase.Contract.Replace("ReadOptions(string? Revision)", "ReadOptions([property: RequiresCapability(\"Dates\")] string? Revision)", StringComparison.Ordinal);
        var run = FaultCase.Run(", revision: \"{options.Revision}\"", "", contract);
        Assert.Equal(["VA07 store.yaml(10,3)"], run.Faults());
        Assert.Equal([], run.Edit("store.yaml", "Dates: true,", "").Faults());
    }

    [Fact]
    public void AFaultyMemberBecomesAStubAndTheOthersStay()
    {
        var run = FaultCase.Run("call: getThing", "call: getThin");
        Assert.Equal(["VA03 store.yaml(11,11)"], run.Faults());
        Assert.Equal([], run.CompilerFaults());
        Assert.Contains("ReadAsync is faulty", run.Adapter("ThingStore"), StringComparison.Ordinal);
        Assert.Contains("_client.DropThingAsync(", run.Adapter("ThingStore"), StringComparison.Ordinal);
    }
}
