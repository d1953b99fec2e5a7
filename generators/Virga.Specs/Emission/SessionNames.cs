using Virga.Specs.Naming;

namespace Virga.Specs.Emission;

/// <summary>Names of the members that hold sessions.</summary>
internal static class SessionNames
{
    public static string Field(string session) => "_" + CSharpNames.Camel(session, "session") + "Session";

    public static string Local(string session) => CSharpNames.Camel(session, "session") + "Kept";

    public static string Open(string session) => "Open" + CSharpNames.Pascal(session, "Session") + "Session";
}
