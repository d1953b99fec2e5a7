using Microsoft.AspNetCore.Http;

namespace Virga.Local.Forms;

/// <summary>The bytes of one field of a form.</summary>
internal sealed class FormBytes(Stream body) : BodySource
{
    public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfTheForm(error))
        {
            throw FormError.Malformed();
        }
    }

    /// <summary>Whether the form is at fault, and not the connection below it, whose errors have a meaning of their own.</summary>
    public static bool IsOfTheForm(Exception error) => error is InvalidDataException or IOException and not BadHttpRequestException;
}
