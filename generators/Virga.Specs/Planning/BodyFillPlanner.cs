using Virga.Specs.Emission;
using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Members of a body that come from the client's settings, from a session, or are idempotency tokens. An optional object is filled only when the caller gives it.</summary>
internal static class BodyFillPlanner
{
    /// <summary>How the client fills a member; null when it does not.</summary>
    public static FillPlan? Source(PlanningContext context, PropertyModel property, TypePlan type)
    {
        var from = property.From is { Kind: ValueSourceKind.Client or ValueSourceKind.Session } source ? source : null;
        if (from is null && !property.IdempotencyToken) return null;
        if (ScalarText.IsScalar(type) && (from is not null || type.Kind == TypeKind.String))
        {
            return from is null ? new FillPlan(null, null, null)
                : from.Kind == ValueSourceKind.Client ? new FillPlan(from.Name, null, null)
                : new FillPlan(null, from.Session, from.Name);
        }

        context.Error("VS008", from is null ? $"'{property.WireName}' is an idempotency token: give it type: string" : $"'{property.WireName}' is filled by the client, so it must be a text, a number or a boolean", property.Position);
        return null;
    }

    /// <summary>What is filled inside a type, all the way down.</summary>
    public static IReadOnlyList<MemberFillPlan> Plan(PlanningContext context, TypePlan type) => Inside(context, type, []);

    /// <summary>C# that makes the object when nothing of it is given; null when the caller must give something.</summary>
    public static string? Make(PlanningContext context, TypePlan type, IReadOnlyList<MemberFillPlan> fills)
    {
        if (!HasSource(fills)) return null;
        var parts = new List<string>();
        foreach (var member in context.Schemas.Find(type)!.Members.Where(member => member.IsRequired))
        {
            var inside = fills.FirstOrDefault(fill => fill.Property == member.Property);
            if (inside is null || Make(context, member.Type, inside.Members) is not { } made) return null;
            parts.Add($"{CSharpText.Identifier(member.Property)} = {made}");
        }

        return parts.Count == 0 ? $"new {type.CSharp}()" : $"new {type.CSharp} {{ {string.Join(", ", parts)} }}";
    }

    private static bool HasSource(IReadOnlyList<MemberFillPlan> fills) =>
        fills.Any(fill => fill.Fill is { Client: not null } or { Session: not null } || HasSource(fill.Members));

    private static List<MemberFillPlan> Inside(PlanningContext context, TypePlan type, HashSet<string> above)
    {
        var fills = new List<MemberFillPlan>();
        if (context.Schemas.Find(type) is not { } planned || !above.Add(type.CSharp)) return fills;
        foreach (var member in planned.Members.Where(member => !member.ReadOnly))
        {
            if (member.Fill is not null)
            {
                fills.Add(new MemberFillPlan(member.Property, member.Type, true, member.Fill, default));
                continue;
            }

            var inside = Inside(context, member.Type, above);
            if (inside.Count > 0) fills.Add(new MemberFillPlan(member.Property, member.Type, member.IsNullable, null, new(inside)));
        }

        above.Remove(type.CSharp);
        return fills;
    }
}
