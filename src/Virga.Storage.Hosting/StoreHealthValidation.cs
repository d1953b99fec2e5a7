using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Virga.Storage;

/// <summary>Tells a check of a store that nobody added.</summary>
internal sealed class StoreHealthValidation(StoreRegistrations registrations) : IValidateOptions<HealthCheckServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthCheckServiceOptions options)
    {
        var missing = registrations.Checked.Where(store => registrations.FindChecked(store) is null).ToList();
        return missing.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(missing.Select(store => $"The health of {(store.Length == 0 ? "a store without a name" : $"the store '{store}'")} is to be checked, and there is none. Add it with services.AddObjectStore(...), or correct the name of the check."));
    }
}
