using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Virga.Local.Http;

/// <summary>Takes each request through the gate, the hooks, the signature check and its operation.</summary>
internal sealed class S3Application(LocalCloudOptions options, Catalog catalog, IdSource ids, SignatureVerifier verifier) : IHttpApplication<HttpContext>
{
    private readonly TaskCompletionSource<LoopbackGate> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;

    /// <summary>Lets requests in, once the port is known.</summary>
    public void Open(int port) => _gate.TrySetResult(new(port));

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is kept per request.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        string requestId = ids.UpperHex(16);
        string hostId = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(requestId + requestId));
        IHeaderDictionary headers = context.Response.Headers;
        headers["x-amz-request-id"] = requestId;
        headers["x-amz-id-2"] = hostId;
        headers.Date = Timestamp.Http(options.TimeProvider.GetUtcNow());
        headers.Server = "AmazonS3";
        CloseAfterUnsentBody(context);
        S3Exception error;
        try
        {
            await ServeAsync(context).ConfigureAwait(false);
            return;
        }
        catch (S3Exception refused)
        {
            error = refused;
        }
        catch (BadHttpRequestException)
        {
            error = S3Error.IncompleteBody();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // A folder that cannot be read, or a hook that threw: the kind tells which, the text may hold paths.
            error = new(500, "InternalError", "We encountered an internal error. Please try again.", ("Reason", fault.GetType().Name));
        }

        await ErrorReply.SendAsync(context, error, PathOf(context), requestId, hostId).ConfigureAwait(false);
    }

    private async Task ServeAsync(HttpContext context)
    {
        LoopbackGate gate = await _gate.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        string? virtualBucket = gate.Check(context.Request.Headers);
        RequestTarget target = RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        QueryParameters query = QueryParameters.Parse(target.Query);
        (string bucket, string key) = target.Locate(virtualBucket);
        Route route = Router.Find(context.Request, bucket, key, query);
        LocalFault? fault = Report(context, target, query, bucket, key, route);
        if (fault is not null && await FaultInjection.AnswerAsync(context, fault).ConfigureAwait(false))
        {
            return;
        }

        DateTimeOffset now = options.TimeProvider.GetUtcNow() + (fault?.ClockSkew ?? TimeSpan.Zero);
        context.Response.Headers.Date = Timestamp.Http(now);
        S3Call call = new()
        {
            Http = context,
            Target = target,
            Query = query,
            BucketName = bucket,
            Key = key,
            Catalog = catalog,
            Ids = ids,
            Options = options,
            Now = now,
            Verifier = verifier,
        };
        call.Signature = route.SignedByForm ? null : Authenticate(call, virtualBucket);
        UnsupportedFeatures.Check(call);
        await route.Handler(call).ConfigureAwait(false);
        FaultInjection.Finish(context, fault);
    }

    private VerifiedSignature? Authenticate(S3Call call, string? virtualBucket)
    {
        SignedMessage message = new(call.Method, call.Target.Path, call.Query, call.Headers, virtualBucket);
        return options.AllowAnonymous && SignatureVerifier.IsAnonymous(message) ? null : verifier.Verify(message, call.Now);
    }

    private LocalFault? Report(HttpContext context, RequestTarget target, QueryParameters query, string bucket, string key, Route route)
    {
        long number = Interlocked.Increment(ref _requests);
        if (options.OnRequest is null && options.Fault is null)
        {
            return null;
        }

        LocalRequest request = new()
        {
            Number = number,
            Method = context.Request.Method,
            Operation = route.Name,
            RawTarget = target.Query.Length == 0 ? target.Path : $"{target.Path}?{target.Query}",
            Path = target.Path,
            Bucket = bucket,
            Key = key,
            Query = query.Items.DistinctBy(static item => item.Name, StringComparer.Ordinal).ToDictionary(static item => item.Name, static item => item.Value, StringComparer.Ordinal),
            Headers = context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        options.OnRequest?.Invoke(request);
        return options.Fault?.Invoke(request);
    }

    // A client that waits for 100 Continue and gets an answer does not send its body, and the next request would be taken for it.
    // Before an empty body no 100 comes either, and awscli cannot read the next answer on a connection where none came.
    private static void CloseAfterUnsentBody(HttpContext context)
    {
        if (context.Request.Headers.Expect.Count > 0)
        {
            NoticedRequestBody body = new(context.Request.Body);
            context.Request.Body = body;
            context.Response.OnStarting(() =>
            {
                if (!body.WasAskedFor || context.Request.ContentLength == 0 || context.Response.StatusCode >= StatusCodes.Status300MultipleChoices)
                {
                    context.Response.Headers.Connection = "close";
                }

                return Task.CompletedTask;
            });
        }
    }

    private static string PathOf(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? target : target[..question];
    }
}
