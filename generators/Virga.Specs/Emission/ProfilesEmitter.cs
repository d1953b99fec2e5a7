using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>NotesProfiles</c>: a property a profile, all of them, and one by name.</summary>
internal sealed class ProfilesEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Print()
    {
        var list = $"global::System.Collections.Generic.IReadOnlyList<{RuntimeNames.ServiceProfile}>";
        writer.Line().Summary(null, "Profiles that the spec declares: how one provider differs from the service that the spec describes.");
        using var type = writer.Open($"{plan.Accessibility} static class {plan.ProfilesType}");
        foreach (var profile in plan.Service.Profiles)
        {
            writer.Summary(profile.Summary, $"The profile {string.Join(" ", CSharpText.DocLines(profile.Name))}.");
            using (writer.Open($"public static {RuntimeNames.ServiceProfile} {CSharpText.Identifier(profile.Property)} {{ get; }} = new({CSharpText.Literal(profile.Name)})", "};")) Profile(profile);
            writer.Line();
        }

        writer.Summary(null, "All profiles, in the order of the spec.");
        writer.Line($"public static {list} All {{ get; }} = [{string.Join(", ", plan.Service.Profiles.Select(profile => CSharpText.Identifier(profile.Property)))}];").Line();
        writer.Summary(null, "The profile of a name, whatever its case; null when there is none.");
        writer.Line("/// <param name=\"name\">Name as in the spec.</param>");
        using var find = writer.Open($"public static {RuntimeNames.ServiceProfile}? Find(string name)");
        writer.Line("foreach (var profile in All) if (string.Equals(profile.Name, name, global::System.StringComparison.OrdinalIgnoreCase)) return profile;");
        writer.Line("return null;");
    }

    private void Profile(ProfilePlan profile)
    {
        if (profile.Server is not null) writer.Line($"Server = {CSharpText.Literal(profile.Server)},");
        if (profile.Region is not null) writer.Line($"Region = {CSharpText.Literal(profile.Region)},");
        if (profile.Addressing is not null) writer.Line($"Addressing = {RuntimeNames.AddressingStyle}.{(profile.Addressing == "virtual-host" ? "VirtualHost" : "Path")},");
        if (profile.Checksum is not null) writer.Line($"Checksums = {RuntimeNames.ChecksumPolicy}.{Checksums(profile.Checksum)},");
        if (profile.Payload is not null) writer.Line($"Payload = {RuntimeNames.PayloadPolicy}.{Payload(profile.Payload)},");
        if (profile.Without.Count > 0) writer.Line($"Without = [{string.Join(", ", profile.Without.Select(CSharpText.Literal))}],");
        if (profile.Summary is not null) writer.Line($"Description = {CSharpText.Literal(profile.Summary)},");
    }

    private static string Checksums(string text) => text switch
    {
        "required" => "WhenRequired",
        "off" => "Off",
        _ => "WhenSupported",
    };

    private static string Payload(string text) => text switch
    {
        "unsigned" => "Unsigned",
        "signed" => "Signed",
        "streaming" => "Streaming",
        _ => "Auto",
    };
}
