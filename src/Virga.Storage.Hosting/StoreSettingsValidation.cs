using Microsoft.Extensions.Options;

namespace Virga.Storage;

/// <summary>Opens a store for a look when its settings are validated, so that whatever opening tells is told at the start.</summary>
internal sealed class StoreSettingsValidation(StoreRegistrations registrations, StoreSources sources, StoreRegistry registry) : IValidateOptions<ObjectStoreSettings>
{
    public ValidateOptionsResult Validate(string? name, ObjectStoreSettings options)
    {
        if (name is null || registrations.Find(name) is null) return ValidateOptionsResult.Skip;
        try
        {
            var (url, source) = sources.Find(name, options);
            var opening = OpenAndCloseAsync(url, source);

            // A provider that waits for something is asked by the start of the host instead; what it finds is told there.
            if (!opening.IsCompleted) return ValidateOptionsResult.Success;
#pragma warning disable VSTHRD002 // It is completed: nothing is waited for.
            opening.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            return ValidateOptionsResult.Success;
        }
        catch (SettingsException e)
        {
            return ValidateOptionsResult.Fail(e.Problems.Select(problem => Named(name, problem.Message)));
        }
        catch (Exception e) when (e is VirgaException or ArgumentException)
        {
            return ValidateOptionsResult.Fail(Named(name, e.Message));
        }
    }

    private static string Named(string store, string message) => store.Length == 0 ? message : $"Object store '{store}': {message}";

    private async Task OpenAndCloseAsync(StoreUrl url, ISettingsSource source)
    {
        var store = await registry.OpenAsync(url, source).ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
    }
}
