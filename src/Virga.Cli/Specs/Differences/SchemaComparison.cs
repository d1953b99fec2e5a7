using Virga.Specs.Model;

namespace Virga.Cli.Specs.Differences;

/// <summary>Two versions of a schema, in the direction in which its values travel.</summary>
internal sealed class SchemaComparison(DifferenceList found)
{
    private readonly HashSet<(SchemaModel, SchemaModel, bool)> _seen = [];

    /// <summary>Compares two schemas and what hangs on them.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="place">Where they are used; a component names itself.</param>
    /// <param name="isSent">Whether callers send the value; else they read it.</param>
    public void Compare(SchemaModel before, SchemaModel after, string place, bool isSent)
    {
        // Schemas may be nested as deep as a document: a list of what is left keeps the stack flat.
        var open = new Stack<(SchemaModel Before, SchemaModel After, string Place)>();
        open.Push((before, after, place));
        while (open.Count > 0)
        {
            var (old, now, at) = open.Pop();
            if (!_seen.Add((old, now, isSent))) continue;
            if (now.Key is not null) at = now.Key;
            foreach (var next in Level(old, now, at, isSent)) open.Push(next);
        }
    }

    private List<(SchemaModel Before, SchemaModel After, string Place)> Level(SchemaModel old, SchemaModel now, string place, bool isSent)
    {
        var inside = new List<(SchemaModel, SchemaModel, string)>();
        if (old.Kind != now.Kind || Shape(old) != Shape(now))
        {
            found.Breaking(place, $"the type was {Shown(old)} and is {Shown(now)}", now.Position);
            return inside;
        }

        if (old.TypeName != now.TypeName && old.Key is not null && now.Key is not null) found.Breaking(place, $"the type was called {old.TypeName} and is called {now.TypeName}", now.Position);
        if (old.Nullable != now.Nullable) found.Either(now.Nullable != isSent, place, now.Nullable ? "the value may be null now" : "the value is never null now", now.Position);
        if (old.Deprecated != now.Deprecated) found.Compatible(place, now.Deprecated ? "the type is deprecated now" : "the type is not deprecated any longer", now.Position);
        if (old.Default != now.Default) found.Compatible(place, $"the default was {Shown(old.Default)} and is {Shown(now.Default)}", now.Position);
        if (old.Const != now.Const) found.Breaking(place, $"the constant was {Shown(old.Const)} and is {Shown(now.Const)}", now.Position);
        found.Documentation(place, "description", old.Description, now.Description, now.Position);
        Lengths(old, now, place, isSent);
        Values(old, now, place, isSent);
        Properties(old, now, place, isSent, inside);
        Variants(old, now, place, inside);
        if (old.Items is not null && now.Items is not null) inside.Add((old.Items, now.Items, place + "[]"));
        if (old.AdditionalProperties is not null && now.AdditionalProperties is not null) inside.Add((old.AdditionalProperties, now.AdditionalProperties, place + "{}"));
        return inside;
    }

    private void Lengths(SchemaModel old, SchemaModel now, string place, bool isSent)
    {
        if (!isSent) return;
        if ((now.MinLength ?? 0) > (old.MinLength ?? 0)) found.Breaking(place, $"a text has at least {now.MinLength} characters now", now.Position);
        if ((now.MaxLength ?? int.MaxValue) < (old.MaxLength ?? int.MaxValue)) found.Breaking(place, $"a text has at most {now.MaxLength} characters now", now.Position);
    }

    private void Values(SchemaModel old, SchemaModel now, string place, bool isSent)
    {
        if (old.IsOpenEnum != now.IsOpenEnum && now.Enum.Count > 0) found.Breaking(place, now.IsOpenEnum ? "the enum is open now, so its type is another one" : "the enum is closed now, so its type is another one", now.Position);
        foreach (var value in now.Enum.Where(value => old.Enum.All(other => other.Value != value.Value))) found.Either(!isSent && !now.IsOpenEnum, place, $"the value '{value.Value}' is new", now.Position);
        foreach (var value in old.Enum.Where(value => now.Enum.All(other => other.Value != value.Value))) found.Breaking(place, $"the value '{value.Value}' is gone", now.Position);
    }

    private void Properties(SchemaModel old, SchemaModel now, string place, bool isSent, List<(SchemaModel, SchemaModel, string)> inside)
    {
        foreach (var property in now.Properties)
        {
            var at = $"{place}.{property.WireName}";
            var was = old.Properties.FirstOrDefault(other => other.WireName == property.WireName);
            if (was is null)
            {
                found.Either(isSent && property.Required && property.Default is null, at, property.Required && isSent ? "the member is new and required" : "the member is new", property.Position);
                continue;
            }

            if (was.Required != property.Required) found.Either(property.Required == isSent, at, property.Required ? "the member is required now" : isSent ? "the member is optional now" : "the member may be missing now", property.Position);
            if (was.Name != property.Name) found.Breaking(at, $"the property was {was.Name} and is {property.Name}", property.Position);
            if (was.Nullable != property.Nullable) found.Either(property.Nullable != isSent, at, property.Nullable ? "the member may be null now" : "the member is never null now", property.Position);
            if (was.Default != property.Default) found.Compatible(at, $"the default was {Shown(was.Default)} and is {Shown(property.Default)}", property.Position);
            if (isSent && was.ReadOnly != property.ReadOnly) found.Either(property.ReadOnly, at, property.ReadOnly ? "the member is only read now, and not sent any longer" : "the member may be sent now", property.Position);
            if (was.Deprecated != property.Deprecated) found.Compatible(at, property.Deprecated ? "the member is deprecated now" : "the member is not deprecated any longer", property.Position);
            found.Documentation(at, "description", was.Description, property.Description, property.Position);
            inside.Add((was.Schema, property.Schema, at));
        }

        foreach (var property in old.Properties.Where(property => now.Properties.All(other => other.WireName != property.WireName))) found.Breaking($"{place}.{property.WireName}", "the member is gone", property.Position);
    }

    /// <summary>Variants by the names of their types, or their place where they have none.</summary>
    private void Variants(SchemaModel old, SchemaModel now, string place, List<(SchemaModel, SchemaModel, string)> inside)
    {
        if (old.Discriminator != now.Discriminator) found.Breaking(place, $"the variants were told apart by {old.Discriminator ?? "their shapes"} and are by {now.Discriminator ?? "their shapes"}", now.Position);
        var known = old.Variants.Select((variant, index) => (Name: Name(variant, index), variant.Schema)).ToList();
        var left = known.Select(variant => variant.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (variant, index) in now.Variants.Select((variant, index) => (variant, index)))
        {
            var name = Name(variant, index);
            left.Remove(name);
            if (known.Find(candidate => candidate.Name == name).Schema is { } was) inside.Add((was, variant.Schema, $"{place} as {name}"));
            else found.Compatible(place, $"the variant {name} is new", variant.Schema.Position);
        }

        foreach (var name in known.Select(variant => variant.Name).Where(left.Contains)) found.Breaking(place, $"the variant {name} is gone", now.Position);
    }

    private static string Name(VariantModel variant, int index) => variant.Schema.Key ?? variant.Schema.TypeName ?? $"{variant.Schema.Kind.ToString().ToLowerInvariant()} {index + 1}";

    private static (string?, bool) Shape(SchemaModel schema) => (schema.Format, schema.Enum.Count > 0);

    private static string Shown(SchemaModel schema)
    {
        var kind = schema.Kind.ToString().ToLowerInvariant();
        return (schema.Enum.Count > 0 ? "an enum of " : "") + kind + (schema.Format is null ? "" : $" ({schema.Format})");
    }

    private static string Shown(LiteralModel? literal) => literal is null ? "none" : literal.Kind == "string" ? $"'{literal.Text}'" : literal.Kind == "null" ? "null" : literal.Text;
}
