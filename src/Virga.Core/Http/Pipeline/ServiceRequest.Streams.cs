namespace Virga.Http;

/// <content>Answers that are streams of items, and those whose status or Content-Type says what their body is.</content>
public sealed partial class ServiceRequest
{
    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, and gives the items of the answer as they arrive.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <param name="format">How the items stand behind each other.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, or credentials would have gone where they must not.</exception>
    public ValueTask<ItemReader<T>> SendForItemsAsync<T>(ItemFormat format, ReadItem<T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var limit = Transport.Options.MaxStreamedItem;

        // Nothing is no array, and 204 says that there is nothing.
        return SendAsync(response => new ItemReader<T>(response.OpenBody(), response.Head.Operation, response.Status == 204 ? ItemFormat.Lines : format, read, limit), cancellationToken);
    }

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, and makes the result of status, headers and body.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="make">Makes it. The body is valid during the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public async ValueTask<T> ReadAnswerAsync<T>(Func<ResponseHead, ResponseBody, T> make, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(make);
        using var response = await SendAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return make(response.Head, body);
    }
}
