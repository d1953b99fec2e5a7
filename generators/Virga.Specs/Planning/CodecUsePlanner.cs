namespace Virga.Specs.Planning;

/// <summary>Walks from the bodies of operations through their members and notes which codecs each object needs.</summary>
internal static class CodecUsePlanner
{
    public static void Mark(PlanningContext context, IReadOnlyList<OperationPlan> operations)
    {
        foreach (var operation in operations)
        {
            foreach (var read in operation.ReadBodies) Mark(context, read.Type, Read(read.Kind));
            if (operation.Body is { Kind: "json" or "xml" or "query" } body) Mark(context, body.Type, body.Kind == "xml" ? CodecUses.WriteXml : body.Kind == "query" ? CodecUses.WriteForm : CodecUses.WriteJson);
            foreach (var header in operation.Headers) Mark(context, header.Type, CodecUses.ReadText);
            foreach (var error in operation.Traits.TypedErrors) Mark(context, error.Type, Read(error.BodyKind));
            foreach (var argument in operation.Arguments.Where(argument => argument.UsesJson || argument.Location == "form")) Mark(context, argument.Type, CodecUses.WriteJson);
        }
    }

    private static CodecUses Read(string? kind) => kind switch
    {
        "json" => CodecUses.ReadJson,
        "xml" => CodecUses.ReadXml,
        "text" => CodecUses.ReadText,
        _ => CodecUses.None,
    };

    private static void Mark(PlanningContext context, TypePlan type, CodecUses use)
    {
        if (type.Element is not null) Mark(context, type.Element, use);
        if (context.Schemas.FindUnion(type) is { } union && (union.Uses & use) != use)
        {
            union.Uses |= use;
            foreach (var variant in union.Variants) Mark(context, variant.Type, use);
        }

        if (context.Schemas.Find(type) is not { } planned || (planned.Uses & use) == use) return;
        planned.Uses |= use;
        foreach (var member in planned.Members) Mark(context, member.Type, use);
        if (planned.Unknown is not null) Mark(context, planned.Unknown, use);
    }
}
