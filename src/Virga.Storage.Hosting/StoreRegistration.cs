namespace Virga.Storage;

/// <summary>One store that was added.</summary>
internal sealed class StoreRegistration(string name)
{
    public string Name => name;

    public List<Func<IServiceProvider, ObjectStore, ObjectStore>> Wraps { get; } = [];
}

/// <summary>The stores that were added to one collection of services, in their order.</summary>
internal sealed class StoreRegistrations
{
    private const string DefaultName = "Default";

    public List<StoreRegistration> Stores { get; } = [];

    public List<Action<IServiceProvider, StoreRegistry>> Providers { get; } = [];

    /// <summary>The store that is asked for without a name: the one without a name, the one that is called so, else the first.</summary>
    public StoreRegistration Unkeyed => Find("") ?? Stores.Find(store => string.Equals(store.Name, DefaultName, StringComparison.OrdinalIgnoreCase)) ?? Stores[0];

    /// <summary>The store that a check names; empty is the one that is asked for without a name.</summary>
    public StoreRegistration? FindChecked(string name) => Find(name) ?? (name.Length == 0 && Stores.Count > 0 ? Unkeyed : null);

    /// <summary>The stores whose health is asked for.</summary>
    public List<string> Checked { get; } = [];

    public StoreRegistration? Find(string name) => Stores.Find(store => store.Name == name);
}
