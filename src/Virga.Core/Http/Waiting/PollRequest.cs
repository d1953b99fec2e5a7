namespace Virga.Http;

/// <summary>Makes the request that asks for, or cancels, a long-running operation.</summary>
/// <param name="saved">What is known of it.</param>
/// <param name="options">What the call does differently.</param>
public delegate ServiceRequest PollRequest(SavedOperation saved, CallOptions? options);
