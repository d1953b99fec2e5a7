using Virga.Aws.DynamoDb;

namespace Virga.Aws.Tests.DynamoDb;

/// <summary>A table of a test's own on a real server, with a sort key and a global index; it goes with the test.</summary>
internal sealed class TableOnServer : IAsyncDisposable
{
    private TableOnServer(DynamoDbClient client, string name) => (Client, Name) = (client, name);

    public DynamoDbClient Client { get; }

    public string Name { get; }

    public static async Task<TableOnServer> MakeAsync(string server)
    {
        var client = AwsClients.On(server).CreateDynamoDbClient();
        var name = AwsClients.Unique("t-");
        await client.CreateTableAsync(new()
        {
            TableName = name,
            AttributeDefinitions = [new() { AttributeName = "id", AttributeType = ScalarAttributeType.S }, new() { AttributeName = "at", AttributeType = ScalarAttributeType.N }, new() { AttributeName = "team", AttributeType = ScalarAttributeType.S }],
            KeySchema = [new() { AttributeName = "id", KeyType = KeyType.Hash }, new() { AttributeName = "at", KeyType = KeyType.Range }],
            BillingMode = BillingMode.Provisioned,
            ProvisionedThroughput = new() { ReadCapacityUnits = 5, WriteCapacityUnits = 5 },
            GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "by-team",
                    KeySchema = [new() { AttributeName = "team", KeyType = KeyType.Hash }],
                    Projection = new() { ProjectionType = ProjectionType.All },
                    ProvisionedThroughput = new() { ReadCapacityUnits = 5, WriteCapacityUnits = 5 },
                },
            ],
        });
        await ReadyAsync(client, name);
        return new TableOnServer(client, name);
    }

    /// <summary>Servers of tests need a moment at most; each question is one round trip.</summary>
    public static async Task ReadyAsync(DynamoDbClient client, string name)
    {
        for (var i = 0; i < 2000; i++)
        {
            if ((await client.DescribeTableAsync(new() { TableName = name })).Table?.TableStatus == TableStatus.Active) return;
        }

        throw new TimeoutException($"{name} did not become active.");
    }

    public Task PutAsync(params IReadOnlyDictionary<string, AttributeValue>[] items) => Task.WhenAll(items.Select(item => Client.PutItemAsync(new() { TableName = Name, Item = item }).AsTask()));

    public static Dictionary<string, AttributeValue> Key(string id, int at) => new() { ["id"] = id, ["at"] = at };

    public async ValueTask DisposeAsync()
    {
        await Client.DeleteTableAsync(new() { TableName = Name });
        Client.Dispose();
    }
}
