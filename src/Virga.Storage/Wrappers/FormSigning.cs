using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>The part of a driver that signs forms.</summary>
internal static class FormSigning
{
    /// <summary>It, or an error: the facade asks the capabilities first, so only a driver that claims what it lacks comes here without.</summary>
    public static IFormSigner Of(IObjectStoreDriver driver) => driver as IFormSigner
        ?? throw new ObjectStoreException(ErrorKind.Unsupported, $"{driver.GetType().Name} claims Presign.Form and does not sign forms.");
}
