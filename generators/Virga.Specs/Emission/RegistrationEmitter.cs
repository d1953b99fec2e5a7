using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>services.AddNotesClient(configuration)</c> and its variants. The work is done by the runtime; here stands what it must know of the client.</summary>
internal sealed class RegistrationEmitter(CodeWriter writer, ClientPlan plan)
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection services";
    private const string Builder = "global::Microsoft.Extensions.DependencyInjection.IHttpClientBuilder";
    private const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration configuration";
    private const string Options = RuntimeNames.ClientOptions;
    private const string ByOptions = $"global::System.Action<{Options}>";
    private const string ByServices = $"global::System.Action<global::System.IServiceProvider, {Options}>";

    public void Print()
    {
        Client();
        writer.Line().Summary(null, $"Registers {plan.ClientType} in the container of an application.");
        using var type = writer.Open($"{plan.Accessibility} static partial class {plan.RegistrationType}");
        Method("", "", $"{Configuration}, {ByOptions}? configure = null", "null, configuration, configure", "configuration", "configure");
        Method("", "", $"{ByOptions}? configure = null", "null, null, configure", "configure");
        Method("", "", $"{ByServices} configure", "null, null, configure", "configure");
        Method("Keyed", "string key, ", $"{Configuration}, {ByOptions}? configure = null", "key, configuration, configure", "key", "configuration", "configure");
        Method("Keyed", "string key, ", $"{ByOptions}? configure = null", "key, null, configure", "key", "configure");
        Method("Keyed", "string key, ", $"{ByServices} configure", "key, null, configure", "key", "configure");
        writer.Line().Summary(null, "Completes the options of every registered client, after configuration and before they are checked; for a part of this class by hand.");
        writer.Param("services", null, "The container.");
        writer.Param("key", null, "The client's key; null for none.");
        writer.Param("options", null, "The options so far.");
        writer.Line($"static partial void Prepare(global::System.IServiceProvider services, string? key, {Options} options);");
        writer.Line();
        writer.Line("// A method of its own, since a partial one without a body cannot be a delegate.");
        writer.Line($"internal static void Complete(global::System.IServiceProvider services, string? key, {Options} options) => Prepare(services, key, options);");
    }

    private void Client()
    {
        var client = $"global::{plan.Namespace}.{plan.ClientType}";
        writer.Line();
        using var type = writer.Open($"{plan.Accessibility} sealed partial class {plan.ClientType}");
        using var made = writer.Open($"internal static {RuntimeNames.ClientRegistration}<{client}> Registration => new()", "};");
        writer.Line("Service = Definition,");
        writer.Line($"Create = static options => new {client}(options),");
        writer.Line($"Prepare = global::{plan.Namespace}.{plan.RegistrationType}.Complete,");
        if (plan.Service.Profiles.Count > 0) writer.Line($"FindProfile = global::{plan.Namespace}.{plan.ProfilesType}.Find,");
    }

    private void Method(string kind, string key, string parameters, string arguments, params string[] documented)
    {
        writer.Line().Summary(null, kind.Length == 0 ? $"Adds {plan.ClientType} as a singleton, with options that are checked at the start of the application." : $"Adds {plan.ClientType} as a singleton of a key, beside others of its kind.");
        writer.Param("services", null, "The container.");
        foreach (var name in documented)
        {
            writer.Param(name, null, name switch
            {
                "key" => "The key.",
                "configuration" => "The section of its settings; an unknown key in it is an error.",
                _ => "Sets options, after the configuration.",
            });
        }

        writer.Line("/// <returns>The builder of its handlers.</returns>");
        var head = $"public static {Builder} Add{kind}{plan.ClientType}(this {Services}, {key}{parameters})";
        if (plan.InterfaceType is null)
        {
            writer.Line($"{head} => {plan.ClientType}.Registration.Add(services, {arguments});");
            return;
        }

        using var method = writer.Open(head);
        writer.Line($"{plan.ClientType}.Registration.AddAs<global::{plan.Namespace}.{plan.InterfaceType}>(services, {(kind.Length == 0 ? "null" : "key")}, static client => client);");
        writer.Line($"return {plan.ClientType}.Registration.Add(services, {arguments});");
    }
}
