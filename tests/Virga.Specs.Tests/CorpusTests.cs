using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

public class CorpusTests
{
    public static TheoryData<string> Names => [.. Documents.Corpus];

    [Theory]
    [MemberData(nameof(Names))]
    public void OurOwnDocumentsReadWithoutAFault(string name) => Assert.NotEmpty(Documents.Model(name).Operations);

    [Fact]
    public void YamlAndJsonOfOneDocumentGiveEqualModels() => Assert.Equal(ModelText.Of(Documents.Model("notes.yaml")), ModelText.Of(Documents.Model("notes.json")));

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadingTwiceGivesEqualModels(string name) => Assert.Equal(ModelText.Of(Documents.Model(name)), ModelText.Of(Documents.Model(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void CommentsAndLineEndingsChangeNothing(string name)
    {
        var text = Documents.Text(name);
        if (!name.EndsWith(".json", StringComparison.Ordinal)) text = text with { Text = "# a comment\n" + text.Text };
        text = text with { Text = "\uFEFF" + text.Text.Replace("\n", "\r\n", StringComparison.Ordinal) };
        var result = SpecReader.Read(text, CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(ModelText.Of(Documents.Model(name)), ModelText.Of(result.Model));
    }

    [Fact]
    public void NotesHaveTheirOperations()
    {
        var notes = Documents.Model("notes.yaml");
        Assert.Equal("Notes", notes.Name);
        Assert.Equal(["ListNotes", "CreateNote", "GetNote", "ReplaceNote", "DeleteNote", "GetNoteText", "CheckHealth"], notes.Operations.Select(operation => operation.Name));
        var list = notes.Operations[0];
        Assert.Equal(new PageableModel("token", "body.items", "body.nextCursor", "cursor", null, "limit", list.Pageable!.Position), list.Pageable);
        Assert.Equal("token", list.Security);
        Assert.Null(notes.Operations[6].Security);
        Assert.False(list.Parameters[1].Explode);
        Assert.Equal(new LiteralModel("number", "50"), list.Parameters[3].Schema.Default);
        Assert.Equal("title_taken", notes.Operations[1].Responses[1].ErrorCode);
        Assert.Equal(["note_missing", "tag_missing", "too_many_notes"], notes.Errors.Kinds.Select(row => row.Code));
    }

    [Fact]
    public void ANoteHasTheMembersOfItsBaseAndItself()
    {
        var note = Documents.Model("notes.yaml").Schemas.Single(schema => schema.Key == "Note");
        Assert.Equal(["Title", "Text", "State", "Priority", "Due", "Tags", "Thumbnail", "Labels", "Id", "Created", "Author", "Replies", "Reminder"], note.Properties.Select(property => property.Name));
        Assert.Equal(["Title", "State", "Id", "Created"], note.Properties.Where(property => property.Required).Select(property => property.Name));
        Assert.Equal(["Text", "Author"], note.Properties.Where(property => property.Nullable).Select(property => property.Name));
        Assert.Equal("byte", note.Properties[6].Schema.Format);
        Assert.Equal(SchemaKind.Map, note.Properties[7].Schema.Kind);
        Assert.Same(note, note.Properties[11].Schema.Items);
        Assert.Equal("NoteReminder", note.Properties[12].Schema.TypeName);
        var priority = note.Properties[3];
        Assert.Equal(new LiteralModel("number", "2"), priority.Default);
        Assert.Equal("Two unless said otherwise.", priority.Description);
        Assert.Equal(["Low", "Normal", "High"], priority.Schema.Enum.Select(value => value.Name));
        Assert.False(priority.Schema.IsOpenEnum);
        Assert.True(note.Properties[8].ReadOnly);
    }

    [Fact]
    public void TheLibraryUsesWhatIsPeculiarToVersion30()
    {
        var library = Documents.Model("library-3.0.yaml");
        var find = library.Operations[0];
        Assert.Equal("apiKey", find.Security);
        Assert.True(find.IsSecurityOptional);
        Assert.Equal(["X-Trace", "author", "subject", "available", "offset", "count"], find.Parameters.Select(parameter => parameter.WireName));
        Assert.Equal([true, false], find.Parameters.Skip(1).Take(2).Select(parameter => parameter.Explode));
        Assert.True(find.Parameters[3].IsFlag);
        Assert.Equal([(200, 200), (400, 499), (500, 599)], find.Responses.Select(response => (response.StatusFrom, response.StatusTo)));
        var book = library.Schemas.Single(schema => schema.Key == "Book");
        Assert.True(book.Properties.Single(property => property.WireName == "lentTo").Nullable);
        Assert.Equal("Reader", book.Properties.Single(property => property.WireName == "lentTo").Schema.TypeName);
        Assert.True(book.Properties.Single(property => property.WireName == "subtitle").Nullable);
        Assert.Equal(SchemaKind.Any, book.Properties.Single(property => property.WireName == "anything").Schema.Kind);
        var publisher = library.Schemas.Single(schema => schema.Key == "Publisher");
        Assert.True(publisher.KeepUnknown);
        Assert.True(library.Operations.Single(operation => operation.Id == "getCover").Responses[0].IsBinary);
        Assert.Equal("application/merge-patch+json", library.Operations.Single(operation => operation.Id == "updateBook").Body!.MediaType);
        Assert.Equal(["Running", "Returned", "OverDue"], library.Schemas.Single(schema => schema.Key == "Loan").Properties[2].Schema.Enum.Select(value => value.Name));
        Assert.True(library.Schemas.Single(schema => schema.Key == "Reader").Properties[1].Schema.Sensitive);
    }

    [Fact]
    public void FilesCarryTheTraitsOfAnXmlService()
    {
        var files = Documents.Model("files-xml.yaml");
        Assert.Equal(new ProtocolModel(ProtocolKind.RestXml, "http://files.example.com/doc/2026/"), files.Protocol);
        Assert.Equal("Error", files.Errors.Late);
        Assert.Equal(["header.x-request-id", "body.RequestId"], files.Errors.RequestId);
        Assert.Equal("Drive", files.Endpoint!.BucketParameter);
        Assert.Equal(["Put.IfMatch", "Tags"], files.Endpoint.Profiles[0].Without);
        var put = files.Operations.Single(operation => operation.Id == "PutFile");
        Assert.True(put.Body!.IsBinary);
        Assert.Null(put.Body.Schema);
        Assert.Equal(new BodyTraitsModel(true, true, "aws-chunked"), put.BodyTraits);
        Assert.Equal(["If-Match"], put.Retry!.IdempotentWhen);
        Assert.Equal("x-file-meta-", put.Parameters.Single(parameter => parameter.WireName == "Metadata").HeaderPrefix);
        Assert.Equal("path", put.Parameters[1].Encoding);
        Assert.Equal(new LiteralModel("string", "2026-01-01"), put.Parameters.Single(parameter => parameter.WireName == "x-file-version").Schema.Const);
        var get = files.Operations.Single(operation => operation.Id == "GetFile");
        Assert.Equal(new PresignModel("r", "urlSignature"), get.Presign);
        Assert.Equal("content-range", get.Responses[0].Headers.Single(header => header.WireName == "Content-Range").Schema.Format);
        Assert.Equal("parts", files.Operations.Single(operation => operation.Id == "StartParts").ConstantQuery);
        var list = files.Operations.Single(operation => operation.Id == "ListFiles");
        Assert.Equal("list=2", list.ConstantQuery);
        Assert.Equal([new PathPart("/", null), new PathPart(null, "Drive")], list.Path);
        Assert.Equal("unsigned,signed", files.Schemes[0].Options.Single(option => option.Key == "payload").Value);
        Assert.Equal("percent", files.Schemas.Single(schema => schema.Key == "FileEntry").Properties[0].Schema.Format);
    }

    [Fact]
    public void SessionsAreReadWithWhatTheyKeep()
    {
        var depot = Documents.Model("session.yaml");
        var account = depot.Sessions[0];
        Assert.Equal(["Token", "ApiUrl", "AccountId", "Region"], account.Keep.Select(value => value.Name));
        Assert.Equal([null, null, "depot"], account.With.Select(argument => argument.Literal));
        Assert.Equal("KeyId", account.With[0].From!.Name);
        Assert.Equal([401, 503], depot.Sessions[1].RenewOn);
        var variable = depot.Servers[0].Variables[0];
        Assert.Equal((ValueSourceKind.Session, "account", "ApiUrl"), (variable.From!.Kind, variable.From.Session, variable.From.Name));
        Assert.Equal(ValueSourceKind.Argument, depot.Operations.Single(operation => operation.Id == "getJob").Servers[0].Variables[0].From!.Kind);
        Assert.True(depot.Operations.Single(operation => operation.Id == "uploadFile").Body!.IsBinary);
    }

    [Fact]
    public void AFormHasItsPartsAsProperties()
    {
        var body = Documents.Model("archive.yaml").Operations[0].Body!;
        Assert.Equal("multipart/form-data", body.MediaType);
        Assert.False(body.IsBinary);
        Assert.Equal([SchemaKind.Object, SchemaKind.Binary], body.Schema!.Properties.Select(part => part.Schema.Kind));
    }
}
