using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using System.Text.RegularExpressions;
using Virga.Http;

namespace Virga.Hosting;

/// <summary>Checks the options of one client at the start of the application, in the words of its configuration.</summary>
internal sealed partial class ClientOptionsValidation(string name, ServiceDefinition service, IConfigurationSection? section, Func<string, ServiceProfile?>? findProfile) : IValidateOptions<ClientOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, ClientOptions options)
    {
        if (!string.Equals(optionsName, name, StringComparison.Ordinal)) return ValidateOptionsResult.Skip;

        // What could not be read has left its default behind, so the section is read once more, for what is wrong with it.
        var faults = section is null ? [] : ClientSettings.Bind(section, new ClientOptions(), service, findProfile);
        if (faults.Count == 0)
        {
            try
            {
                ServiceTransport.Check(service, options);
            }
            catch (ArgumentException e)
            {
                faults = [WithKeys(e)];
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(fault => $"{service.Name}: {fault}"));
    }

    /// <summary>The message with the key of the configuration behind every option that was set there.</summary>
    private string WithKeys(ArgumentException fault)
    {
        var message = fault.ParamName is { Length: > 0 } parameter ? fault.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : fault.Message;
        if (section is null) return message;
        return OptionName().Replace(message, match =>
        {
            var key = match.Groups["path"].Value.Replace('.', ':');
            return section.GetSection(key).Exists() ? $"{match.Value} ({section.Path}:{key})" : match.Value;
        });
    }

    [GeneratedRegex(@"ClientOptions\.(?<path>[A-Za-z]+(\.[A-Za-z]+)*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OptionName();
}
