using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Plans the steps and the result of a member, or of one case of a choice. Null means a fault, which is told.</summary>
internal sealed class MemberBodyPlanner
{
    private static readonly string[] Words = ["call", "presign", "expires", "with", "returns", "steps", "$choose", "on-error", "unused"];
    private static readonly string[] CaseWords = ["call", "presign", "expires", "with", "returns", "steps", "on-error"];
    private static readonly string[] StepWords = ["name", "call", "presign", "expires", "with"];

    private readonly AdapterContext _context;
    private readonly MemberScope _scope;
    private readonly ValueBinder _binder;
    private readonly MethodShape _method;
    private readonly List<Func<StepPlan>> _steps = [];
    private string? _rows;
    private string? _rowVariable;
    private string? _result;
    private AdapterEntry? _sharedReturns;

    public MemberBodyPlanner(AdapterContext context, MemberScope scope)
    {
        _context = context;
        _scope = scope;
        _method = scope.Method;
        _binder = new ValueBinder(context, scope);
    }

    /// <summary>A case takes over the result of its member, unless it has one of its own.</summary>
    public AdapterBodyPlan? Plan(AdapterEntry entry, AdapterEntry? sharedReturns, bool isCase)
    {
        var words = isCase ? CaseWords : Words;
        var node = entry.Value;
        _sharedReturns = node.Entry("returns") ?? sharedReturns;
        var isChoice = node.Find("$choose") is not null;
        foreach (var word in node.Entries.Where(e => !isChoice && !words.Contains(e.Key)))
        {
            _context.Faults.Unknown(word.KeyPosition, "The word", word.Key, words);
        }

        if (isCase && isChoice)
        {
            _context.Faults.Error(AdapterIds.UnknownName, node.Entry("$choose")!.KeyPosition, "A choice in a choice: write the member by hand, or choose in a step.");
            return null;
        }

        var isGood = PlanSteps(entry, node);
        // Handlers are planned even when a step is faulty, so that their own faults are told at once.
        var handlers = PlanHandlers(node.Find("on-error"));
        if (!isGood || handlers is null) return null;
        return new AdapterBodyPlan { Steps = new(_steps.Select(s => s())), Result = _result, Rows = _rows, RowVariable = _rowVariable, Handlers = new(handlers) };
    }

    private bool PlanSteps(AdapterEntry entry, AdapterNode node)
    {
        if (node.Find("$choose") is { } choice) return PlanChoice(node, choice, isLast: true);
        if (node.Find("steps") is { } steps)
        {
            for (var i = 0; i < steps.Items.Count; i++)
            {
                var isLast = i == steps.Items.Count - 1;
                if (steps.Items[i].Find("$choose") is { } inner)
                {
                    if (!PlanChoice(steps.Items[i], inner, isLast)) return false;
                    if (isLast) return true;
                }
                else if (!PlanCall(steps.Items[i], isLast, isStep: true))
                {
                    return false;
                }
            }

            return _rows is not null || PlanResult(entry);
        }

        if (node.Find("call") is null && node.Find("presign") is null)
        {
            if (_sharedReturns is not null) return PlanResult(entry);
            _context.Faults.Error(AdapterIds.NotFilled, entry.KeyPosition, $"{entry.Key} needs call, presign, steps, $choose or returns.");
            return false;
        }

        return PlanCall(node, isLast: true, isStep: false) && (_rows is not null || PlanResult(entry));
    }

    private bool PlanCall(AdapterNode node, bool isLast, bool isStep)
    {
        foreach (var word in node.Entries.Where(e => isStep && !StepWords.Contains(e.Key)))
        {
            _context.Faults.Unknown(word.KeyPosition, "The word of a step", word.Key, StepWords);
        }

        var presign = node.Find("presign");
        if ((node.Find("call") ?? presign) is not { } name)
        {
            _context.Faults.Error(AdapterIds.NotFilled, node.Position, "A step is a call, a presign or a $choose.");
            return false;
        }

        if (_context.Operation(name.Text) is not { } operation)
        {
            _context.Faults.Unknown(name.Position, $"{_context.Document.Spec.Text} has no operation: the name", name.Text, _context.Client.Operations.Select(o => o.Id));
            return false;
        }

        if (presign is not null && !operation.CanPresign)
        {
            _context.Faults.Error(AdapterIds.UnknownName, name.Position, $"{operation.Id} cannot be signed ahead: the spec gives it no x-virga-presign.");
            return false;
        }

        var calls = new CallPlanner(_context, _scope, _binder);
        var arguments = calls.Plan(operation, presign is not null, node.Entry("with"), name.Position);
        if (arguments is null) return false;
        if (presign is not null) return AddPresign(node, operation, arguments, calls, name);
        if (isLast && _method.Returns == ReturnKind.AsyncEnumerable) return PlanRows(operation, arguments, calls, name);
        if (operation.Result == ResultShape.Items)
        {
            _context.Faults.Error(AdapterIds.PageHasNoPlace, name.Position, $"{operation.Id} answers with a stream of items: it needs a member that gives IAsyncEnumerable and returns: {{ $each: \"{{items}}\", ... }}; events are for a member written by hand.");
            return false;
        }

        if (isLast && operation.Page is not null && _sharedReturns is { } returns && !MentionsNext(returns.Value, node.Find("name")?.Text))
        {
            _context.Faults.Error(AdapterIds.PageHasNoPlace, name.Position, $"{operation.Id} answers in pages, and 'returns' has no place for {{next}}: the rest would be lost.");
            return false;
        }

        var method = operation.PageMethod + "Async";
        AddStep(node, operation, method, [.. arguments, .. calls.Token()], isPresign: false);
        return true;
    }

    private bool AddPresign(AdapterNode node, OperationPlan operation, IReadOnlyList<string> arguments, CallPlanner calls, AdapterNode name)
    {
        if (node.Find("expires") is not { } expires)
        {
            _context.Faults.Error(AdapterIds.NotFilled, name.Position, "presign needs 'expires': how long the request holds.");
            return false;
        }

        if (_binder.Bind(expires, new Target(TypeRef.Time, "expires"), null) is not { } time) return false;
        AddStep(node, operation, $"Presign{operation.Name}Async", [.. arguments, $"expires: {time.Code}", .. calls.Token()], isPresign: true);
        return true;
    }

    private void AddStep(AdapterNode node, OperationPlan operation, string method, IReadOnlyList<string> arguments, bool isPresign)
    {
        var name = node.Find("name")?.Text;
        var variable = _scope.Local(name ?? (operation.Page is null || isPresign ? "answer" : "page"));
        var answer = new Answer(variable, operation, isPresign);
        if (name is not null) _scope.Steps[name] = answer;
        _scope.Last = answer;
        _steps.Add(() =>
        {
            var owns = !isPresign && operation.Result == ResultShape.Stream;
            var disposal = !owns ? AnswerDisposal.None : answer.IsStreamTaken ? AnswerDisposal.OnFailure : AnswerDisposal.Using;
            var hasValue = isPresign || operation.Result != ResultShape.None;
            return new CallPlan((answer.IsRead || owns) && hasValue ? variable : null, method, new(arguments), disposal);
        });
    }

    private bool PlanRows(OperationPlan operation, IReadOnlyList<string> arguments, CallPlanner calls, AdapterNode name)
    {
        var each = _sharedReturns?.Value.Find("$each");
        var item = operation is { Result: ResultShape.Items, Stream: "Lines" or "Records" or "Array" } ? operation.BodyType : operation.Page is { ItemsPath.Length: > 0 } page ? page.ItemType : null;
        if (item is null || each is not { Text: "{items}" })
        {
            _context.Faults.Error(AdapterIds.PageHasNoPlace, name.Position, $"{_method.Name} gives rows one by one: it needs a paged operation, or one that streams items, and returns: {{ $each: \"{{items}}\", ... }}.");
            return false;
        }

        _rowVariable = _scope.Local("row");
        _rows = $"_client.{operation.Name}Async({string.Join(", ", arguments.Concat(calls.Token()))})";
        var row = new Value(_rowVariable, TypeRef.From(item, false)) { IsAnswer = true };
        var value = _binder.Row(_sharedReturns!.Value, new Target(_method.Value!, "a row of " + _method.Name), row);
        _result = value?.Code;
        return value is not null;
    }

    private bool PlanChoice(AdapterNode node, AdapterNode choice, bool isLast)
    {
        if (_binder.Source(choice, null, isSubjectOnly: true) is not { } subject) return false;
        var cases = node.Entries.Where(e => e.Key is not ("$choose" or "else" or "on-error" or "unused" or "returns" or "name")).ToList();
        var chooser = new CaseChooser(_context, subject, [.. cases.Select(c => (c.Key, c.KeyPosition))]);
        _binder.Use(chooser, subject);
        var isGood = chooser.Check(node.Entry("else") is not null, choice.Position, isValue: false);
        var plans = new List<CasePlan>();
        foreach (var entry in node.Entries.Where(e => cases.Contains(e) || e.Key == "else"))
        {
            if (entry.Value is { Kind: AdapterNodeKind.Scalar, Text: "unsupported" })
            {
                if (isGood) plans.Add(new CasePlan(entry.Key == "else" ? "" : chooser.Pattern(entry.Key), entry.Key, null));
                continue;
            }

            var inner = new MemberBodyPlanner(_context, _scope.Inner());
            var body = entry.Value.Kind == AdapterNodeKind.Map ? inner.Plan(entry, isLast ? _sharedReturns : Done(entry), isCase: true) : NoCase(entry);
            isGood &= body is not null;
            if (isGood) plans.Add(new CasePlan(entry.Key == "else" ? "" : chooser.Pattern(entry.Key), entry.Key, body));
        }

        if (!isGood) return false;
        var code = chooser.Code;
        // The switch needs a last case for whatever no case names; enums can hold undeclared values.
        if (plans.TrueForAll(p => p.Pattern.Length > 0) && !chooser.IsTotal) plans.Add(new CasePlan("", "", null));
        _steps.Add(() => new ChoosePlan(code, new(plans)));
        return true;
    }

    private static AdapterEntry Done(AdapterEntry entry) => new("returns", entry.KeyPosition, AdapterNode.Scalar("done", false, entry.KeyPosition));

    private AdapterBodyPlan? NoCase(AdapterEntry entry)
    {
        _context.Faults.Error(AdapterIds.NotFilled, entry.Value.Position, $"The case {entry.Key} needs call, presign, steps or returns; or it is 'unsupported'.");
        return null;
    }

    private bool PlanResult(AdapterEntry entry)
    {
        var returns = _sharedReturns;
        var isDone = returns?.Value is { Kind: AdapterNodeKind.Scalar, Text: "done" };
        if (_method.Value is not { } type)
        {
            if (returns is null || isDone) return true;
            _context.Faults.Error(AdapterIds.NoConversion, returns.Value.Position, $"{_method.Name} returns nothing: leave 'returns' out, or write done.");
            return false;
        }

        if (isDone && returns!.KeyPosition == entry.KeyPosition) return true;
        var target = new Target(type, "the result of " + _method.Name);
        if (returns is null) return PlanEqualNames(entry, target);
        if (isDone)
        {
            _context.Faults.Error(AdapterIds.NoConversion, returns.Value.Position, $"{_method.Name} returns {type.Display}: 'done' is for members that return nothing.");
            return false;
        }

        var value = _binder.Bind(returns.Value, target, null);
        _result = value?.Code;
        return value is not null;
    }

    private bool PlanEqualNames(AdapterEntry entry, Target target)
    {
        if (_scope.Last is { IsPresign: true } signed)
        {
            signed.IsRead = true;
            if (target.Type.CSharp == "global::Virga.SignedRequest")
            {
                _result = signed.Variable;
                return true;
            }

            string[] names = ["Url", "Method", "Headers"];
            var shape = _context.ShapeOf(target.Type);
            var entries = names
                .Where(n => shape?.FindLoosely(n) is not null)
                .Select(n => new AdapterEntry(n, entry.KeyPosition, AdapterNode.Scalar("{" + n.ToLowerInvariant() + "}", true, entry.KeyPosition)));
            _result = _binder.Bind(AdapterNode.Map([.. entries], entry.KeyPosition), target, null)?.Code;
            return _result is not null;
        }

        _context.Faults.Error(AdapterIds.NotFilled, entry.KeyPosition, $"{_method.Name} returns {target.Type.Display}: say by 'returns' what it is made of.");
        return false;
    }

    private List<HandlerPlan>? PlanHandlers(AdapterNode? node)
    {
        var handlers = new List<HandlerPlan>();
        var isGood = true;
        foreach (var entry in node?.Entries ?? [])
        {
            string? result = null;
            if (_method.Returns == ReturnKind.AsyncEnumerable)
            {
                _context.Faults.Error(AdapterIds.NoConversion, entry.KeyPosition, "on-error has no place in a member that gives rows one by one.");
                isGood = false;
                continue;
            }

            if (_method.Value is { } type)
            {
                result = entry.Value.Text == "done" ? NoDone(entry, type) : _binder.Bind(entry.Value, new Target(type, $"the result of {_method.Name}"), null)?.Code;
                isGood &= result is not null;
            }
            else if (entry.Value.Text != "done")
            {
                _context.Faults.Error(AdapterIds.NoConversion, entry.Value.Position, $"{_method.Name} returns nothing: write done.");
                isGood = false;
            }

            handlers.Add(new HandlerPlan(Condition(entry.Key), result));
        }

        return isGood ? handlers : null;
    }

    private string? NoDone(AdapterEntry entry, TypeRef type)
    {
        _context.Faults.Error(AdapterIds.NoConversion, entry.Value.Position, $"{_method.Name} returns {type.Display}: write null or a literal.");
        return null;
    }

    private string Condition(string key)
    {
        if (key.Length == 3 && key.All(char.IsDigit)) return $"{_scope.Error}.Status == {key}";
        if (_context.Kinds is { } kinds && kinds.EnumMembers.Contains(key)) return $"{_context.Needs("KindOf")}({_scope.Error}) == {kinds.CSharp}.{CSharpNames.Escape(key)}";
        return $"{_scope.Error}.Code == {CSharpText.Literal(key)}";
    }

    // {next}, or {name.next} where the step has a name.
    private static bool MentionsNext(AdapterNode node, string? step) => node.Kind switch
    {
        AdapterNodeKind.Scalar => Template.Parse(node.Text)?.Parts.Any(p => p.Reference is { IsSubject: false } reference && IsNext(reference.Segments, step)) == true,
        AdapterNodeKind.List => node.Items.Any(i => MentionsNext(i, step)),
        _ => node.Entries.Any(e => MentionsNext(e.Value, step)),
    };

    private static bool IsNext(IReadOnlyList<string> segments, string? step) =>
        (segments.Count > 0 && segments[0] == "next") || (segments.Count > 1 && segments[0] == step && segments[1] == "next");
}
