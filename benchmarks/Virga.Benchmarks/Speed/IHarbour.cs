using RestEase;

namespace Virga.Benchmarks.Speed;

/// <summary>The two calls as RestEase takes them. Public, since its implementation is made at run time in another assembly.</summary>
public interface IHarbour
{
    /// <summary>Lists ships.</summary>
    /// <param name="berth">Where.</param>
    /// <param name="flag">Whose.</param>
    /// <param name="limit">How many.</param>
    [Get("berths/{berth}/ships")]
    Task<Plain.Fleet> ListShipsAsync([Path] string berth, [Query] string flag, [Query] int limit);

    /// <summary>Adds a ship.</summary>
    /// <param name="ship">The ship.</param>
    [Post("ships")]
    Task<Plain.Berth> AddShipAsync([Body] Plain.Ship ship);
}
