using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints what gives the items of a streamed answer, behind the statements that fill <c>request</c>.</summary>
internal static class StreamEmitter
{
    public const string ItemsNote = "The items as they arrive: nothing is sent before the first is asked for, and whoever stops early ends the answer.";
    public const string EventsNote = "The events as they arrive: nothing is sent before the first is asked for, and whoever stops early ends the answer. CallOptions.ReconnectsEvents goes on behind the end.";

    public static bool IsEvents(OperationPlan operation) => operation.Stream is "Events" or "TextEvents";

    public static string Note(OperationPlan operation) => IsEvents(operation) ? EventsNote : ItemsNote;

    public static string ItemType(OperationPlan operation) =>
        IsEvents(operation) ? $"{RuntimeNames.ServerSentEvent}<{operation.BodyType!.CSharp}>" : operation.BodyType!.CSharp;

    /// <summary>Prints the body of the method; <paramref name="fill"/> prints the statements that make the request.</summary>
    public static void Print(CodeWriter writer, OperationPlan operation, JsonCodecEmitter json, Action fill)
    {
        var parse = json.Parsing(operation.BodyType!);
        if (!IsEvents(operation))
        {
            fill();
            writer.Line($"await using var items = await request.SendForItemsAsync({RuntimeNames.ItemFormat}.{operation.Stream}, {parse}, cancellationToken).ConfigureAwait(false);");
            writer.Line("while (await items.NextAsync(cancellationToken).ConfigureAwait(false)) yield return items.Current;");
            return;
        }

        writer.Line($"await using var items = Transport.{(operation.Stream == "Events" ? $"ReadEvents(options, {parse})" : "ReadTextEvents(options)")};");
        using (writer.Open("do"))
        {
            fill();
            writer.Line("await items.OpenAsync(request, cancellationToken).ConfigureAwait(false);");
            writer.Line("while (await items.NextAsync(cancellationToken).ConfigureAwait(false)) yield return items.Current;");
        }

        writer.Line("while (await items.ReconnectAsync(cancellationToken).ConfigureAwait(false));");
    }
}
