using Virga.Aws.DynamoDb;
using Virga.Servers;

namespace Virga.Aws.Tests.DynamoDb;

/// <summary>Round trips against servers that speak DynamoDB's interface.</summary>
public sealed class DynamoDbServerTests
{
    public static TheoryData<string> Servers => [TestServers.Moto, TestServers.Dynalite];

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task TablesAreMadeDescribedChangedListedAndDeleted(string server)
    {
        string name;
        await using (var table = await TableOnServer.MakeAsync(server))
        {
            name = table.Name;
            var told = (await table.Client.DescribeTableAsync(new() { TableName = name })).Table!;
            Assert.Equal([("id", KeyType.Hash), ("at", KeyType.Range)], told.KeySchema.Select(key => (key.AttributeName, key.KeyType)));
            Assert.Equal("by-team", Assert.Single(told.GlobalSecondaryIndexes).IndexName);
            Assert.InRange(told.CreationDateTime!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));

            await table.Client.UpdateTableAsync(new() { TableName = name, ProvisionedThroughput = new() { ReadCapacityUnits = 7, WriteCapacityUnits = 5 } });
            await TableOnServer.ReadyAsync(table.Client, name);
            Assert.Equal(7, (await table.Client.DescribeTableAsync(new() { TableName = name })).Table!.ProvisionedThroughput!.ReadCapacityUnits);

            await using var second = await TableOnServer.MakeAsync(server);
            var names = await table.Client.ListTablesAsync(new() { Limit = 1 }).ToListAsync();
            Assert.Superset(new HashSet<string> { name, second.Name }, names.ToHashSet());

            var taken = await AwsClients.FailsAsync(table.Client.CreateTableAsync(new() { TableName = name, AttributeDefinitions = [new() { AttributeName = "id", AttributeType = ScalarAttributeType.S }], KeySchema = [new() { AttributeName = "id", KeyType = KeyType.Hash }], BillingMode = BillingMode.PayPerRequest }));
            Assert.Equal((ErrorKind.Conflict, "ResourceInUseException"), (taken.Kind, taken.Code));
        }

        using var client = AwsClients.On(server).CreateDynamoDbClient();
        var gone = await AwsClients.FailsAsync(client.GetItemAsync(new() { TableName = "none-" + name, Key = TableOnServer.Key("a", 1) }));
        Assert.Equal((ErrorKind.NotFound, "ResourceNotFoundException"), (gone.Kind, gone.Code));
    }

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task ItemsOfAllTypesAreWrittenReadChangedAndDeleted(string server)
    {
        await using var table = await TableOnServer.MakeAsync(server);
        var client = table.Client;
        var item = new Dictionary<string, AttributeValue>
        {
            ["id"] = "a", ["at"] = 1, ["text"] = "ünï \"quoted\"", ["precise"] = 12345678901234567890.123456789m, ["yes"] = true, ["none"] = AttributeValue.Nothing,
            ["bytes"] = new byte[] { 0, 1, 255 }, ["texts"] = AttributeValue.FromSS(["x", "y"]), ["numbers"] = AttributeValue.FromNS(["1", "2.5"]), ["blobs"] = AttributeValue.FromBS([new byte[] { 7 }]),
            ["list"] = new AttributeValue[] { "one", 2, Array.Empty<AttributeValue>() }, ["map"] = new Dictionary<string, AttributeValue> { ["k"] = new Dictionary<string, AttributeValue> { ["deep"] = false } },
        };
        await table.PutAsync(item);

        var read = (await client.GetItemAsync(new() { TableName = table.Name, Key = TableOnServer.Key("a", 1), ConsistentRead = true })).Item;
        Assert.Equal(item.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1, "ünï \"quoted\"", 12345678901234567890.123456789m, true, true), (read["at"].ToInt64(), read["text"].S, read["precise"].ToDecimal(), read["yes"].Bool, read["none"].Null));
        Assert.Equal([0, 1, 255], read["bytes"].B!.Value.ToArray());
        Assert.Equal(["x", "y"], read["texts"].SS!.Order(StringComparer.Ordinal));
        Assert.Equal([1, 2.5], read["numbers"].NS!.Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Equal([7], Assert.Single(read["blobs"].BS!).ToArray());
        Assert.Equal(("one", 2, 0), (read["list"].L![0].S, read["list"].L![1].ToInt64(), read["list"].L![2].L!.Count));
        Assert.False(read["map"].M!["k"].M!["deep"].Bool);

        var changed = await client.UpdateItemAsync(new()
        {
            TableName = table.Name,
            Key = TableOnServer.Key("a", 1),
            UpdateExpression = "SET #c = if_not_exists(#c, :zero) + :one REMOVE blobs",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#c"] = "count" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":zero"] = 0, [":one"] = 1 },
            ReturnValues = ReturnValue.AllNew,
        });
        Assert.Equal((1, false), (changed.Attributes["count"].ToInt64(), changed.Attributes.ContainsKey("blobs")));

        var deleted = await client.DeleteItemAsync(new() { TableName = table.Name, Key = TableOnServer.Key("a", 1), ReturnValues = ReturnValue.AllOld });
        Assert.Equal("a", deleted.Attributes["id"].S);
        Assert.Empty((await client.GetItemAsync(new() { TableName = table.Name, Key = TableOnServer.Key("a", 1) })).Item);
    }

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task AConditionThatFailsIsAPreconditionAndIsNotSentAgain(string server)
    {
        await using var table = await TableOnServer.MakeAsync(server);
        await table.PutAsync(new Dictionary<string, AttributeValue> { ["id"] = "a", ["at"] = 1, ["v"] = 1 });

        var error = await AwsClients.FailsAsync(table.Client.PutItemAsync(new() { TableName = table.Name, Item = new Dictionary<string, AttributeValue> { ["id"] = "a", ["at"] = 1 }, ConditionExpression = "attribute_not_exists(id)" }));

        Assert.Equal((ErrorKind.PreconditionFailed, "ConditionalCheckFailedException", 400, 1, false), (error.Kind, error.Code, error.Status, error.Attempts, error.IsRetryable));
        Assert.IsType<ConditionalCheckFailedException>(error.Body);
        var invalid = await AwsClients.FailsAsync(table.Client.PutItemAsync(new() { TableName = table.Name, Item = new Dictionary<string, AttributeValue> { ["id"] = 1, ["at"] = 1 } }));
        Assert.Equal((ErrorKind.InvalidArgument, "ValidationException"), (invalid.Kind, invalid.Code));
    }

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task QueriesAndScansFollowTheirPages(string server)
    {
        await using var table = await TableOnServer.MakeAsync(server);
        await table.PutAsync([.. Enumerable.Range(0, 12).Select(i => new Dictionary<string, AttributeValue> { ["id"] = i < 8 ? "a" : "b", ["at"] = i, ["team"] = i % 2 == 0 ? "even" : "odd" })]);
        var query = new QueryRequest
        {
            TableName = table.Name,
            KeyConditionExpression = "id = :id AND #at BETWEEN :low AND :high",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#at"] = "at" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":id"] = "a", [":low"] = 1, [":high"] = 6 },
            Limit = 2,
        };

        Assert.Equal([1, 2, 3, 4, 5, 6], (await table.Client.QueryAsync(query).ToListAsync()).Select(item => item["at"].ToInt64()));
        Assert.Equal([6, 5, 4, 3, 2, 1], (await table.Client.QueryAsync(query with { ScanIndexForward = false, Limit = 4 }).ToListAsync()).Select(item => item["at"].ToInt64()));
        var page = await table.Client.QueryPageAsync(query);
        Assert.Equal((2, 2), (page.Count, page.LastEvaluatedKey["at"].ToInt64()));

        var team = await table.Client.QueryAsync(new() { TableName = table.Name, IndexName = "by-team", KeyConditionExpression = "team = :t", ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":t"] = "odd" }, Limit = 4 }).ToListAsync();
        Assert.Equal([1, 3, 5, 7, 9, 11], team.Select(item => item["at"].ToInt64()).Order());
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)i), (await table.Client.ScanAsync(new() { TableName = table.Name, Limit = 5 }).ToListAsync()).Select(item => item["at"].ToInt64()).Order());
        var counted = await table.Client.ScanPageAsync(new() { TableName = table.Name, Select = Select.Count, FilterExpression = "team = :t", ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":t"] = "even" } });
        Assert.Equal((6, 12), (counted.Count, counted.ScannedCount));
    }

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task BatchesWriteAndReadManyItems(string server)
    {
        await using var table = await TableOnServer.MakeAsync(server);
        var puts = Enumerable.Range(0, 20).Select(i => new WriteRequest { PutRequest = new() { Item = new Dictionary<string, AttributeValue> { ["id"] = "a", ["at"] = i } } }).ToArray();

        var written = await table.Client.BatchWriteItemAsync(new() { RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { [table.Name] = puts } });
        Assert.Empty(written.UnprocessedItems);
        await table.Client.BatchWriteItemAsync(new() { RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>> { [table.Name] = [new() { DeleteRequest = new() { Key = TableOnServer.Key("a", 3) } }] } });
        var read = await table.Client.BatchGetItemAsync(new() { RequestItems = new Dictionary<string, KeysAndAttributes> { [table.Name] = new() { Keys = [TableOnServer.Key("a", 2), TableOnServer.Key("a", 3), TableOnServer.Key("a", 4)], ConsistentRead = true } } });

        Assert.Equal([2, 4], read.Responses[table.Name].Select(item => item["at"].ToInt64()).Order());
        Assert.Empty(read.UnprocessedKeys);
    }

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task TablesHaveTags(string server)
    {
        await using var table = await TableOnServer.MakeAsync(server);
        var arn = (await table.Client.DescribeTableAsync(new() { TableName = table.Name })).Table!.TableArn!;

        await table.Client.TagResourceAsync(new() { ResourceArn = arn, Tags = [new() { Key = "team", Value = "blue" }, new() { Key = "age", Value = "1" }] });
        await table.Client.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = ["age"] });

        Assert.Equal([("team", "blue")], (await table.Client.ListTagsOfResourceAsync(new() { ResourceArn = arn })).Tags.Select(tag => (tag.Key, tag.Value)));
    }

    [SkippableFact]
    public async Task ItemsExpireByAnAttribute()
    {
        await using var table = await TableOnServer.MakeAsync(TestServers.Moto);

        await table.Client.UpdateTimeToLiveAsync(new() { TableName = table.Name, TimeToLiveSpecification = new() { AttributeName = "until", Enabled = true } });

        var told = (await table.Client.DescribeTimeToLiveAsync(new() { TableName = table.Name })).TimeToLiveDescription!;
        Assert.Equal(("until", TimeToLiveStatus.Enabled), (told.AttributeName, told.TimeToLiveStatus));
    }

    [SkippableFact]
    public async Task TransactionsWriteAllOrNoneAndReadAtOneMoment()
    {
        await using var table = await TableOnServer.MakeAsync(TestServers.Moto);
        await table.PutAsync(new Dictionary<string, AttributeValue> { ["id"] = "old", ["at"] = 1, ["v"] = "x" });
        var move = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Delete = new() { TableName = table.Name, Key = TableOnServer.Key("old", 1), ConditionExpression = "attribute_exists(id)" } },
                new() { Put = new() { TableName = table.Name, Item = new Dictionary<string, AttributeValue> { ["id"] = "new", ["at"] = 1, ["v"] = "x" }, ConditionExpression = "attribute_not_exists(id)" } },
            ],
        };

        await table.Client.TransactWriteItemsAsync(move);
        var read = await table.Client.TransactGetItemsAsync(new() { TransactItems = [new() { Get = new() { TableName = table.Name, Key = TableOnServer.Key("old", 1) } }, new() { Get = new() { TableName = table.Name, Key = TableOnServer.Key("new", 1) } }] });
        Assert.Empty(read.Responses[0].Item);
        Assert.Equal("x", read.Responses[1].Item["v"].S);

        var error = await AwsClients.FailsAsync(table.Client.TransactWriteItemsAsync(move));
        Assert.Equal((ErrorKind.PreconditionFailed, "TransactionCanceledException"), (error.Kind, error.Code));
        var reasons = Assert.IsType<TransactionCanceledException>(error.Body).CancellationReasons;
        Assert.Equal(["ConditionalCheckFailed", "ConditionalCheckFailed"], reasons.Select(reason => reason.Code));
    }

    [SkippableFact]
    public async Task StatementsAreRunAloneAndInBatches()
    {
        await using var table = await TableOnServer.MakeAsync(TestServers.Moto);
        await table.PutAsync(new Dictionary<string, AttributeValue> { ["id"] = "a", ["at"] = 1 }, new Dictionary<string, AttributeValue> { ["id"] = "b", ["at"] = 1 });

        var one = await table.Client.ExecuteStatementAsync(new() { Statement = $"SELECT * FROM \"{table.Name}\" WHERE id = ?", Parameters = ["a"] });
        Assert.Equal("a", Assert.Single(one.Items)["id"].S);

        // Each statement of a batch has an error of its own.
        var many = await table.Client.BatchExecuteStatementAsync(new() { Statements = [new() { Statement = "SELECT * FROM \"none\" WHERE id = ?", Parameters = ["b"] }] });
        Assert.Equal(BatchStatementErrorCodeEnum.ResourceNotFound, Assert.Single(many.Responses).Error!.Code);

        await table.Client.ExecuteTransactionAsync(new() { TransactStatements = [new() { Statement = $"SELECT * FROM \"{table.Name}\" WHERE id = ? AND \"at\" = ?", Parameters = ["a", 1] }] });
    }
}
