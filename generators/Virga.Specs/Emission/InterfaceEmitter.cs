using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>INotesClient</c>: every method of the client that calls the service, for consumers who put something else in its place.</summary>
internal sealed class InterfaceEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Print()
    {
        writer.Line().Summary(null, $"What {plan.ClientType} does.");
        using var type = writer.Open($"{plan.Accessibility} interface {plan.InterfaceType}");
        foreach (var operation in plan.Operations) Operation(operation);
    }

    private void Operation(OperationPlan operation)
    {
        var visible = SignatureText.Visible(operation).ToArray();
        if (operation.LongRunning is not null)
        {
            OperationEmitter.Docs(writer, operation, visible, LongRunningEmitter.StartNote);
            writer.Line(MethodHeads.Start(operation, visible) + ";");
            OperationEmitter.Docs(writer, operation, visible, LongRunningEmitter.WholeNote);
            writer.Line(MethodHeads.Whole(operation, visible) + ";");
            LongRunningEmitter.ResumeDocs(writer, operation);
            writer.Line(MethodHeads.Resume(operation, isBody: false));
            return;
        }

        OperationEmitter.CallDocs(writer, operation, visible);
        writer.Line((operation.Result == ResultShape.Items ? MethodHeads.Stream(operation, visible, isBody: false) : MethodHeads.Call(operation, visible)) + ";");
        foreach (var waiter in operation.Waiters)
        {
            WaitEmitter.Docs(writer, operation, waiter, visible);
            writer.Line(MethodHeads.Wait(operation, waiter, visible) + ";");
        }

        if (operation.CanPresign)
        {
            var arguments = MethodHeads.WithoutBody(visible);
            OperationEmitter.PresignDocs(writer, operation, arguments);
            writer.Line(MethodHeads.Presign(operation, arguments) + ";");
        }

        if (operation.Page is null) return;
        var outer = MethodHeads.Outer(operation, visible);
        if (operation.Page.ItemsPath.Length > 0)
        {
            OperationEmitter.Docs(writer, operation, outer, PagingEmitter.ItemsNote);
            writer.Line(MethodHeads.Items(operation, outer, isBody: false) + ";");
        }

        OperationEmitter.Docs(writer, operation, outer, PagingEmitter.PagesNote);
        writer.Line(MethodHeads.Pages(operation, outer, isBody: false) + ";");
    }
}
