using Sample = Virga.Generated.Tests.Works;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class WorkTests
{
    private const string Link = "https://works.example.com/v1/operations/7?secret=s";
    private readonly FakeTimeProvider _time = new();

    private Sample.WorksClient Over(ScriptedHandler handler) => new(Clients.Over(handler, _time));

    [Fact]
    public async Task AUrlIsAskedUntilTheWorkIsDone()
    {
        var seen = new List<WaitProgress>();
        var handler = new ScriptedHandler().Answer(202, "", null, ("Operation-Location", Link), ("Retry-After", "5")).Answer(202, "", null, ("X-Progress", "40 %")).Answer(202).Answer(200, """{ "file": "f" }""", "application/json");
        using var client = Over(handler);
        var start = _time.GetUtcNow();

        var export = await _time.RunAsync(client.ExportAsync("x", new WaitOptions { Progress = new Inline(seen.Add) }).AsTask());

        Assert.Equal("f", export.File);
        Assert.Equal(["POST /v1/exports?tag=x", "GET /v1/operations/7?secret=s", "GET /v1/operations/7?secret=s", "GET /v1/operations/7?secret=s"], handler.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.All(handler.Requests, request => Assert.Equal("Bearer secret", request.Header("Authorization")));
        Assert.Equal([("202", 40.0, 1), ("202", 40.0, 2), ("200", 40.0, 3)], seen.Select(progress => (progress.Status, progress.PercentComplete!.Value, progress.Polls)));

        // Retry-After first, then the interval of the spec, grown by half.
        Assert.Equal(5 + 1.5 + 2.25, (_time.GetUtcNow() - start).TotalSeconds, 0.01);
    }

    [Fact]
    public async Task WhatIsDoneAtOnceIsNotAskedFor()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "file": "f" }""", "application/json");
        using var client = Over(handler);

        var operation = await client.StartExportAsync();

        Assert.True(operation.HasCompleted);
        Assert.Equal("f", operation.Value.File);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task AForeignUrlGetsNoCredentials()
    {
        var handler = new ScriptedHandler().Answer(202, "", null, ("Operation-Location", "https://evil.example.net/steal"));
        using var client = Over(handler);

        var operation = await client.StartExportAsync();
        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => operation.UpdateStatusAsync().AsTask());
        var saved = SavedOperation.Parse(operation.Save().Text);
        var resumed = Assert.ThrowsAny<VirgaException>(() => client.ResumeExport(saved));

        Assert.Equal((ErrorKind.Untrusted, ErrorKind.Untrusted), (error.Kind, resumed.Kind));
        Assert.DoesNotContain("steal", error.Message + resumed.Message + saved, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task AnAnswerThatDoesNotSayWhereIsMalformed()
    {
        using var client = Over(new ScriptedHandler().Answer(202));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.StartExportAsync().AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains("header.Operation-Location or body.link", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWholeTimeEndsTheWaitAndCancelsTheWork()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(202, """{ "link": "/v1/operations/7" }""", "application/json").Answer(202);
        using var client = Over(handler);

        var error = await Assert.ThrowsAsync<WaitException>(() => _time.RunAsync(client.ExportAsync().AsTask()));

        Assert.Equal((ErrorKind.Timeout, "202"), (error.Kind, error.LastSeen));
        Assert.Contains("within 60 s; its state is '202'", error.Message, StringComparison.Ordinal);
        Assert.Equal("DELETE /v1/operations/7", $"{handler.Requests[^1].Method} {handler.Requests[^1].Target}");
    }

    [Fact]
    public async Task TheCallersTokenEndsTheWaitAndNotTheWork()
    {
        using var source = new CancellationTokenSource();
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(202, "", null, ("Operation-Location", Link)).Answer(202);
        using var client = Over(handler);
        var operation = await client.StartExportAsync();

        var wait = operation.WaitAsync(new WaitOptions { Progress = new Inline(_ => source.Cancel()) }, source.Token).AsTask();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _time.RunAsync(wait));

        Assert.DoesNotContain(handler.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task AnOperationIsAskedWithWhatTheFirstAnswerAndTheCallSaid()
    {
        var handler = new ScriptedHandler().Answer(201, """{ "id": 12 }""", "application/json").Answer(200, """{ "state": "QUEUED" }""", "application/json").Answer(200, """{ "state": "RUNNING", "percent": 12.5 }""", "application/json").Answer(200, """{ "state": "DONE", "result": { "url": "u" } }""", "application/json");
        using var client = Over(handler);

        var operation = await client.StartStartJobAsync("eu 1", new Sample.StartJobRequest());
        var result = await _time.RunAsync(operation.WaitAsync().AsTask());

        Assert.Equal(("u", "DONE", 12.5, 3), (result.Url, operation.Status, operation.PercentComplete, operation.Polls));
        Assert.Equal("/v1/jobs/12?where=eu%201", handler.Requests[1].Target);
    }

    [Fact]
    public async Task AFailureNamesStateCodeAndMessage()
    {
        var handler = new ScriptedHandler().Answer(201, """{ "id": 12 }""", "application/json").Answer(200, """{ "state": "FAILED", "error": { "code": "NoSuchThing", "message": "gone" } }""", "application/json");
        using var client = Over(handler);

        var error = await Assert.ThrowsAsync<OperationFailedException>(() => _time.RunAsync(client.StartJobAsync("eu", new Sample.StartJobRequest()).AsTask()));

        Assert.Equal((ErrorKind.NotFound, "NoSuchThing", "FAILED", "startJob ended as 'FAILED' with 'NoSuchThing': gone"), (error.Kind, error.Code, error.State, error.Message));
    }

    [Fact]
    public async Task ASavedOperationIsResumedElsewhere()
    {
        string text;
        using (var first = Over(new ScriptedHandler().Answer(201, """{ "id": 12 }""", "application/json"))) text = (await first.StartStartJobAsync("eu", new Sample.StartJobRequest())).Save().Text;
        var handler = new ScriptedHandler().Answer(200, """{ "state": "DONE", "result": { "url": "u" } }""", "application/json").Answer(204);
        using var client = Over(handler);

        var operation = client.ResumeStartJob(SavedOperation.Parse(text));
        var start = _time.GetUtcNow();

        Assert.Equal("u", (await operation.WaitAsync()).Url);
        Assert.Equal(start, _time.GetUtcNow());
        await operation.CancelAsync();
        Assert.Equal(["GET /v1/jobs/12?where=eu", "DELETE /v1/jobs/12?where=eu"], handler.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Throws<ArgumentException>(() => client.ResumeExport(SavedOperation.Parse(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"operation":"a","url":null,"final":null,"values":{}}""")]
    [InlineData("""{"v":1,"operation":3,"url":null,"final":null,"values":{}}""")]
    [InlineData("""{"v":1,"operation":"a","url":null,"final":null,"values":[]}""")]
    public void WhatWasNeverSavedIsRefused(string text) => Assert.Throws<ArgumentException>(() => SavedOperation.Parse(text));

    [Fact]
    public async Task AzuresKeysMeanTheSame()
    {
        var handler = new ScriptedHandler()
            .Answer(201, """{ "file": "" }""", "application/json", ("Azure-AsyncOperation", "https://works.example.com/ops/1"))
            .Answer(200, """{ "status": "InProgress" }""", "application/json").Answer(200, """{ "status": "Succeeded" }""", "application/json").Answer(200, """{ "file": "f" }""", "application/json")
            .Answer(202, "", null, ("Location", "/ops/2")).Answer(202).Answer(204);
        using var client = Over(handler);

        Assert.Equal("f", (await _time.RunAsync(client.PutThingAsync("t").AsTask())).File);
        Assert.Equal("", await _time.RunAsync(client.DeleteThingAsync("t").AsTask()));
        Assert.Equal(["PUT /v1/things/t", "GET /ops/1", "GET /ops/1", "GET /v1/things/t", "DELETE /v1/things/t", "GET /ops/2", "GET /ops/2"], handler.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task AWaiterLooksUntilTheStateIsThere()
    {
        var handler = new ScriptedHandler().Answer(404, """{ "error": { "code": "NoSuchThing" } }""", "application/json").Answer(200, """{ "state": "NEW" }""", "application/json").Answer(200, """{ "id": 4, "state": "DONE" }""", "application/json");
        using var client = Over(handler);
        var start = _time.GetUtcNow();

        var job = await _time.RunAsync(client.WaitUntilJobDoneAsync(4, "eu").AsTask());

        Assert.Equal(4, job.Id);
        Assert.Equal(2.5, (_time.GetUtcNow() - start).TotalSeconds, 0.01);
    }

    [Fact]
    public async Task AWaiterSaysWhatItSawLast()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, """{ "state": "NEW" }""", "application/json");
        var failing = new ScriptedHandler().Answer(200, """{ "state": "FAILED" }""", "application/json");
        using var client = Over(handler);
        using var other = Over(failing);

        var late = await Assert.ThrowsAsync<WaitException>(() => _time.RunAsync(client.WaitUntilJobDoneAsync(4, "eu").AsTask()));
        var failed = await Assert.ThrowsAsync<WaitException>(() => other.WaitUntilJobDoneAsync(4, "eu").AsTask());

        Assert.Equal((ErrorKind.Timeout, "body.state = NEW"), (late.Kind, late.LastSeen));
        Assert.Contains("JobDone has not come within 10 s; body.state = NEW was seen last", late.Message, StringComparison.Ordinal);
        Assert.Equal(("body.state = FAILED", 1), (failed.LastSeen, failed.Polls));
    }

    [Fact]
    public async Task AnErrorMayBeWhatIsWaitedFor()
    {
        using var client = Over(new ScriptedHandler().Answer(200, "{}", "application/json").Answer(404));

        Assert.Null(await _time.RunAsync(client.WaitUntilJobGoneAsync(4, "eu").AsTask()));
    }

    [Fact]
    public async Task AnErrorThatNoRuleKnowsEndsTheWait()
    {
        using var client = Over(new ScriptedHandler().Answer(403));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.WaitUntilJobDoneAsync(4, "eu").AsTask());

        Assert.Equal(403, error.Status);
    }

    [Fact]
    public async Task ListsAreComparedByAnyAndAll()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "steps": [] }""", "application/json").Answer(200, """{ "steps": [{ "state": "DONE" }, { "state": "NEW" }] }""", "application/json").Answer(200, """{ "id": 1, "steps": [{ "state": "DONE" }, { "state": "DONE" }] }""", "application/json")
            .Answer(200, """{ "steps": [{ "state": "DONE" }, { "state": "FAILED" }] }""", "application/json");
        using var client = Over(handler);

        Assert.Equal(1, (await _time.RunAsync(client.WaitUntilStepsDoneAsync(4, "eu").AsTask())).Id);
        await Assert.ThrowsAsync<WaitException>(() => client.WaitUntilStepsDoneAsync(4, "eu").AsTask());
    }

    [Fact]
    public async Task AWaiterOverHeadersGivesNothing()
    {
        var handler = new ScriptedHandler().Answer(404).Answer(200).Answer(200, "", null, ("X-State", "ready"));
        using var client = Over(handler);

        await _time.RunAsync(Wait());

        Assert.Equal(3, handler.Requests.Count);

        async Task<bool> Wait()
        {
            await client.WaitUntilThingThereAsync("t");
            return true;
        }
    }

    private sealed class Inline(Action<WaitProgress> seen) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => seen(value);
    }
}
