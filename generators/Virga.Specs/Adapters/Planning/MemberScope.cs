using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>The answer of a step, and the variable that it is in.</summary>
internal sealed class Answer(string variable, OperationPlan operation, bool isPresign)
{
    public string Variable { get; } = variable;

    public OperationPlan Operation { get; } = operation;

    public bool IsPresign { get; } = isPresign;

    public bool IsRead { get; set; }

    public bool IsStreamTaken { get; set; }
}

/// <summary>What the references of one member can name, and which of it they did.</summary>
internal sealed class MemberScope
{
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal) { "e", "answer" };
    private int _count;

    public MemberScope(MethodShape method)
    {
        Method = method;
        foreach (var parameter in method.Parameters) _locals.Add(parameter.Name);
        _locals.Remove("answer");
        Token = method.Parameters.FirstOrDefault(p => p.IsToken)?.Name;
    }

    private MemberScope(MemberScope outer)
    {
        Method = outer.Method;
        Token = outer.Token;
        Used = outer.Used;
        Tested = outer.Tested;
        Last = outer.Last;
        _locals = outer._locals;
        _count = outer._count;
        foreach (var pair in outer.Steps) Steps[pair.Key] = pair.Value;
    }

    public MethodShape Method { get; }

    public string? Token { get; }

    /// <summary>Paths of inputs that were read.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths of inputs that were only asked whether they are there.</summary>
    public HashSet<string> Tested { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Answer> Steps { get; } = new(StringComparer.Ordinal);

    public Answer? Last { get; set; }

    /// <summary>A case of a choice: it sees the steps so far, and its own are its own.</summary>
    public MemberScope Inner() => new(this);

    /// <summary>A name that is no parameter and no other local.</summary>
    public string Local(string wanted)
    {
        var name = CSharpNames.Camel(wanted);
        for (var i = 2; !_locals.Add(name); i++) name = CSharpNames.Camel(wanted) + i;
        return CSharpNames.Escape(name);
    }

    public string Fresh() => Local("v" + ++_count);
}
