using Virga.Specs.Emission;
using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Decides what a long-running operation gives and how it is asked for. Faults are told at the key.</summary>
internal sealed class LongRunningPlanner(PlanningContext context, IReadOnlyList<OperationPlan> all)
{
    private static readonly string[] Methods = ["DELETE", "POST", "PUT", "PATCH"];

    public OperationPlan Plan(OperationModel model, OperationPlan plan)
    {
        if (model.LongRunning is not { } given) return plan;
        var poll = given.Operation is null ? null : Find(given, given.Operation, model);
        if (given.Operation is not null && poll is null) return plan;
        var with = new List<OptionPlan>();
        var kept = new List<OptionPlan>();
        if (!given.IsByUrl && !Bind(given, model, plan, poll!, with, kept)) return plan;
        var cancelMethod = given.Cancel is { } word && Array.IndexOf(Methods, word) >= 0 ? word : null;
        var cancel = given.Cancel is null || cancelMethod is not null ? null : Find(given, given.Cancel, model);
        if (cancel is not null && (given.IsByUrl || !Bind(given, model, plan, cancel, with, kept))) cancel = null;
        if (given.IsByUrl && given.Cancel is not null && cancelMethod is null) Error(given, model, "cancel names an operation, and a URL is asked: name the method that cancels there, such as DELETE");
        if (Result(given, model, plan, poll) is not { } result) return plan;
        return plan with
        {
            Result = ResultShape.Body,
            ResultType = null,
            IsResultShared = false,
            Headers = default,
            BodyType = result.Type,
            BodyKind = result.Kind,
            BodyXmlRoot = result.XmlRoot,
            IsBodyOptional = false,
            BodyAlso = default,
            MoreBodies = default,
            Stream = null,
            CanPresign = false,
            LongRunning = new LongRunningPlan
            {
                From = new([.. given.From]),
                With = new([.. with.Distinct()]),
                Kept = new([.. kept.Distinct()]),
                Status = given.Status,
                Running = new([.. given.Running]),
                Success = new([.. given.Success]),
                Failure = new([.. given.Failure]),
                IsStatusOptional = given.IsStatusOptional,
                Progress = given.Progress,
                Result = given.Result,
                Final = given.Final,
                CancelMethod = given.IsByUrl ? cancelMethod : null,
                Poll = given.IsByUrl ? null : poll!.Name,
                Cancel = cancel?.Name,
                GivesState = result.GivesState,
                Times = given.Times,
            },
        };
    }

    private OperationPlan? Find(LongRunningModel given, string id, OperationModel model)
    {
        var found = all.FirstOrDefault(plan => plan.Id == id);
        if (found is null) Error(given, model, $"there is no operation '{id}'");
        else if (found.Result is ResultShape.Stream or ResultShape.Items) Error(given, model, $"the answer of '{id}' is a stream, in which no state can be found");
        else if (OperationEmitter.KeptSessions(found).Any()) Error(given, model, $"'{id}' takes a session's value in its path or query, which cannot be asked again later");
        else return found;
        return null;
    }

    /// <summary>Fills the parameters of the operation that asks or cancels: from the first answer, from arguments named, else from arguments of the same names.</summary>
    private bool Bind(LongRunningModel given, OperationModel model, OperationPlan plan, OperationPlan target, List<OptionPlan> with, List<OptionPlan> kept)
    {
        foreach (var pair in given.With.Where(pair => target.Id == given.Operation && target.Arguments.All(argument => argument.WireName != pair.Key)))
        {
            Error(given, model, $"with: '{target.Id}' has no parameter '{pair.Key}'");
            return false;
        }

        foreach (var argument in SignatureText.Visible(target))
        {
            var pair = given.With.FirstOrDefault(candidate => candidate.Key == argument.WireName);
            if (pair.Key is null && !argument.IsRequired) continue;
            var source = pair.Value ?? argument.WireName;
            if (pair.Key is not null && IsPath(source)) with.Add(new OptionPlan(argument.WireName, source));
            else if (plan.Arguments.FirstOrDefault(candidate => candidate.WireName == source) is { } own && ScalarText.IsScalar(own.Type) && Text(own) is { } text) kept.Add(new OptionPlan(argument.WireName, text));
            else
            {
                Error(given, model, $"with: the parameter '{argument.WireName}' of '{target.Id}' needs a path in the answer or a parameter of this operation");
                return false;
            }

            if (ScalarText.IsScalar(argument.Type) && argument.Location is "path" or "query" or "header" or "server") continue;
            Error(given, model, $"with: the parameter '{argument.WireName}' of '{target.Id}' is no text, number or boolean of a path, query or header");
            return false;
        }

        return true;
    }

    private static bool IsPath(string source) => source.StartsWith("body.", StringComparison.Ordinal) || source.StartsWith("header.", StringComparison.Ordinal);

    private static string? Text(ArgumentPlan argument) =>
        argument.IsConstant || argument.FromClient is not null || argument.FromSession is not null ? null : ScalarText.ToText(argument.Type, argument.Argument, argument.IsNullable);

    private ResultType? Result(LongRunningModel given, OperationModel model, OperationPlan plan, OperationPlan? poll)
    {
        var whole = poll is not null
            ? new ResultType(poll.BodyType ?? ScalarTypes.Text, poll.BodyKind ?? "text", poll.BodyXmlRoot, poll.BodyType is null)
            : Declared(given, model, plan);
        if (given.Result is not { } path) return whole.Kind is "json" or "xml" ? whole : ResultType.State;
        var found = path.StartsWith("body", StringComparison.Ordinal) && whole.Kind == "json" ? AnswerPath.Walk(context, new AnswerPath("body", whole.Type, false), path.Substring("body".Length)) : null;
        if (found is not null) return new ResultType(found.Type, "json", null, false);
        Error(given, model, $"result: '{path}' leads to nothing in the JSON of the last answer");
        return null;
    }

    /// <summary>What the URL gives is what the operation declares for a success that is not the first, unfinished one.</summary>
    private ResultType Declared(LongRunningModel given, OperationModel model, OperationPlan plan)
    {
        var response = Successes.Of(model).Where(candidate => candidate.Schema is not null && candidate.StatusFrom != 202 && !given.Running.Contains(candidate.StatusFrom.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .OrderBy(candidate => candidate.StatusFrom == 200 ? 0 : 1).FirstOrDefault();
        if (response?.Content is not { IsBinary: false, Stream: StreamKind.None } content) return ResultType.State;
        var type = context.Schemas.Plan(content.Schema!, plan.Name + "Response");
        var kind = BodyKinds.Of(content.MediaType);
        return new ResultType(type, kind, kind == "xml" ? BodyPlanner.XmlRoot(context, content.Schema!, type) : null, false);
    }

    private void Error(LongRunningModel given, OperationModel model, string what) => context.Error("VS008", $"x-virga-long-running of '{model.Id}': {what}", given.Position);

    private sealed record ResultType(TypePlan Type, string Kind, string? XmlRoot, bool GivesState)
    {
        public static ResultType State { get; } = new(ScalarTypes.Text, "text", null, true);
    }
}
