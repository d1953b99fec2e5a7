using Virga.Aws.DynamoDb;
using Virga.Testing;

namespace Virga.Aws.Tests.DynamoDb;

/// <summary>What goes over the wire: target, signature, addresses, retries.</summary>
public sealed class DynamoDbWireTests
{
    private const string Json = "application/x-amz-json-1.0";

    [Fact]
    public async Task ACallIsSignedForItsServiceAndRegion()
    {
        var handler = new ScriptedHandler().Answer(200, """{"AccountMaxReadCapacityUnits":80000}""", Json);
        using var client = AwsClients.Over(handler).CreateDynamoDbClient();

        var limits = await client.DescribeLimitsAsync();

        Assert.Equal(80000, limits.AccountMaxReadCapacityUnits);
        Assert.Equal("https://dynamodb.eu-central-1.amazonaws.com/", handler.Single.Uri.AbsoluteUri);
        Assert.Equal(("DynamoDB_20120810.DescribeLimits", "{}"), (handler.Single.Header("X-Amz-Target"), handler.Single.Text));
        Assert.Contains("/eu-central-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target,", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AThrottledWriteIsSentAgainAndAFailedConditionIsNot()
    {
        var handler = new ScriptedHandler()
            .Answer(400, """{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}""", Json)
            .Answer(200, "{}", Json)
            .Answer(400, """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":{"v":{"N":"2"}}}""", Json);
        using var client = AwsClients.Over(handler, attempts: 3).CreateDynamoDbClient();
        var put = new PutItemRequest { TableName = "t", Item = new Dictionary<string, AttributeValue> { ["id"] = "a" } };

        await client.PutItemAsync(put);
        var error = await AwsClients.FailsAsync(client.PutItemAsync(put with { ConditionExpression = "v = :v", ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.AllOld }));

        Assert.Equal(3, handler.Requests.Count);
        Assert.Equal(ErrorKind.PreconditionFailed, error.Kind);
        Assert.Equal(2, Assert.IsType<ConditionalCheckFailedException>(error.Body).Item["v"].ToInt64());
    }

    [Fact]
    public async Task ATransactionKeepsItsTokenFromAttemptToAttempt()
    {
        var handler = new ScriptedHandler().Answer(500, """{"__type":"InternalServerError"}""", Json).Answer(200, "{}", Json);
        using var client = AwsClients.Over(handler, attempts: 2).CreateDynamoDbClient();

        await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Delete = new() { TableName = "t", Key = new Dictionary<string, AttributeValue> { ["id"] = "a" } } }] });

        Assert.Equal(handler.Requests[0].Text, handler.Requests[1].Text);
        Assert.Contains("\"ClientRequestToken\":\"", handler.Requests[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", null, "https://dynamodb.eu-west-1.amazonaws.com/", "eu-west-1")]
    [InlineData("cn-north-1", null, "https://dynamodb.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    [InlineData("us-gov-west-1", null, "https://dynamodb.us-gov-west-1.amazonaws.com/", "us-gov-west-1")]
    [InlineData(null, "https://dynamodb.ap-south-1.amazonaws.com", "https://dynamodb.ap-south-1.amazonaws.com/", "ap-south-1")]
    [InlineData("local", "http://127.0.0.1:8000", "http://127.0.0.1:8000/", "local")]
    public async Task TheAddressFollowsTheRegionUnlessItIsGiven(string? region, string? endpoint, string address, string signed)
    {
        var handler = new ScriptedHandler().Answer(200, "{}", Json);
        using var client = (AwsClients.Over(handler) with { Region = region, Endpoint = endpoint is null ? null : new Uri(endpoint) }).CreateDynamoDbClient();

        await client.ListTablesPageAsync();

        Assert.Equal(address, handler.Single.Uri.AbsoluteUri);
        Assert.Contains($"/{signed}/dynamodb/aws4_request", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainHttpToAStrangerGetsNoCredentials()
    {
        var handler = new ScriptedHandler().Answer(200, "{}", Json);
        using var client = (AwsClients.Over(handler) with { Endpoint = new Uri("http://dynamo.example.com") }).CreateDynamoDbClient();

        var error = await Assert.ThrowsAsync<VirgaException>(() => client.ListTablesPageAsync().AsTask());

        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Empty(handler.Requests);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1/")]
    [InlineData("AWS_ENDPOINT_URL", "http://127.0.0.1:1/")]
    [InlineData("AWS_ENDPOINT_URL_IAM", null)]
    public void TheEnvironmentNamesTheEndpointOfAService(string variable, string? expected)
    {
        var options = new Virga.Http.ClientOptions();
        new AwsOptions { Credentials = new StaticCredentials("id", "secret") }.Fill(AwsService.DynamoDb, options, name => name == variable ? "http://127.0.0.1:1" : name == "AWS_REGION" ? "eu-west-3" : null);

        Assert.Equal(expected, options.Endpoint?.AbsoluteUri);
        Assert.Equal("eu-west-3", options.Variables["region"]);
    }

    [Fact]
    public void ValuesAreMadeOfThoseOfCSharp()
    {
        Assert.Equal("1.10", ((AttributeValue)1.10m).N);
        Assert.Equal("-0.5", ((AttributeValue)(-0.5)).N);
        Assert.Equal((3, 3m, 3d), (((AttributeValue)3).ToInt64(), ((AttributeValue)3).ToDecimal(), ((AttributeValue)3).ToDouble()));
        Assert.True(AttributeValue.Nothing.Null);
        Assert.Throws<InvalidOperationException>(() => AttributeValue.FromS("3").ToInt64());
        Assert.Throws<InvalidOperationException>(() => AttributeValue.FromN("3.5").ToInt64());
        Assert.Throws<ArgumentException>(() => AttributeValue.FromNumber(double.NaN));
        Assert.Throws<ArgumentNullException>(() => (AttributeValue)(string)null!);
    }
}
