namespace Virga.Adapters.Tests;

/// <summary>A failing document beside the fault that it must show.</summary>
internal sealed class FaultCase
{
    public const string Contract = """
        #nullable enable
        #pragma warning disable CS1591
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Virga;

        namespace Sample;

        public interface IStore
        {
            Caps Caps { get; }
            Task<Thing> ReadAsync(string key, ReadOptions options, CancellationToken cancellationToken);
            Task<Link> LinkAsync(Right right, string key, CancellationToken cancellationToken);
            Task DropAsync(string key, CancellationToken cancellationToken);
        }

        public sealed record Caps { public bool Dates { get; init; } public bool Drop { get; init; } public IReadOnlyList<Right> Rights { get; init; } = []; public long Max { get; init; } }
        public enum Right { Get, Put }
        public enum Problem { Other, Missing }
        public sealed class StoreException(Problem kind, string message, Exception? inner = null) : Exception(message, inner) { public Problem Kind { get; } = kind; }
        public sealed record ReadOptions(string? Revision) { }
        public sealed record Thing(string Name, long Size, DateTimeOffset? Changed = null, string? Note = null);
        public sealed record Link(Uri Url, string Method, IReadOnlyList<KeyValuePair<string, string>> Headers);
        public interface IOdd { void Now(); Task GetAsync<T>(T value); Task TryAsync(out int value); string Name { get; set; } }
        internal sealed class Outer { private interface IHidden { Task GoAsync(); } }
        """;

    public const string Spec = """
        openapi: 3.1.0
        info: { title: Things, version: "1" }
        servers: [{ url: https://things.example.com }]
        paths:
          /things/{key}:
            parameters: [{ name: key, in: path, required: true, schema: { type: string } }]
            get:
              operationId: getThing
              x-virga-presign: true
              parameters: [{ name: revision, in: query, schema: { type: string } }, { name: since, in: query, schema: { type: string, format: date-time } }]
              responses: { "200": { description: The thing., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
            put: { operationId: putThing, x-virga-presign: true, parameters: [{ name: note, in: query, required: true, schema: { type: string } }], responses: { "200": { description: Put. } } }
            delete: { operationId: dropThing, responses: { "204": { description: Gone. } } }
          /things/{key}/maybe:
            get:
              operationId: maybeThing
              parameters: [{ name: key, in: path, required: true, schema: { type: string } }, { name: revision, in: query, schema: { type: string } }]
              responses: { "200": { description: The thing., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }, "204": { description: Nothing yet. } }
          /things:
            get:
              operationId: listThings
              parameters: [{ name: token, in: query, schema: { type: string } }]
              x-virga-pageable: { items: body.things, next: body.next, into: token }
              responses: { "200": { description: A page., content: { application/json: { schema: { type: object, properties: { things: { type: array, items: { $ref: "#/components/schemas/Thing" } }, next: { type: string } } } } } } }
        components:
          schemas:
            Thing:
              type: object
              required: [name, size, stamp]
              properties: { name: { type: string }, size: { type: integer, format: int64 }, stamp: { type: string }, note: { type: string } }
        """;

    public const string Document = """
        virga-adapter: 1
        adapts: Sample.IStore
        spec: things.yaml
        class: Sample.ThingStore
        capabilities: { Dates: true, Rights: [Get, Put], Max: 5MiB }
        errors:
          throw: Sample.StoreException
          map: [ { status: 404, to: Missing } ]
        members:
          ReadAsync:
            call: getThing
            with: { key: "{key}", revision: "{options.Revision}" }
            returns: { Name: "{body.name}", Size: "{body.size}", Note: "{body.note}" }
          LinkAsync:
            $choose: "{right}"
            Get: { presign: getThing, expires: 1h, with: { key: "{key}" } }
            Put: { presign: putThing, expires: 1h, with: { key: "{key}", note: x } }
          DropAsync: { call: dropThing, with: { key: "{key}" }, on-error: { Missing: done } }
        """;

    public static AdapterRun Run(string old, string changed, string contract = Contract)
    {
        Assert.Contains(old, Document);
        var at = Document.IndexOf(old, StringComparison.Ordinal);
        return AdapterRun.Of(contract, ("things.yaml", Spec), ("store.yaml", Document[..at] + changed + Document[(at + old.Length)..]));
    }
}
