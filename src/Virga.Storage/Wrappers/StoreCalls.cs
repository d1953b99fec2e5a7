namespace Virga.Storage;

/// <summary>The calls that a store makes of its driver, one bit each, so that a rule can name several.</summary>
[Flags]
public enum StoreCalls
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Storing an object in one piece.</summary>
    Put = 1 << 0,

    /// <summary>Opening an object, or a range of one.</summary>
    Get = 1 << 1,

    /// <summary>Describing an object.</summary>
    Stat = 1 << 2,

    /// <summary>Deleting one object.</summary>
    Delete = 1 << 3,

    /// <summary>Deleting several objects; such a call has no key.</summary>
    DeleteMany = 1 << 4,

    /// <summary>Listing one page; such a call has no key.</summary>
    List = 1 << 5,

    /// <summary>Copying on the server; its key is the target's.</summary>
    Copy = 1 << 6,

    /// <summary>Renaming on the server; its key is the source's.</summary>
    Move = 1 << 7,

    /// <summary>Beginning an upload in chunks.</summary>
    BeginUpload = 1 << 8,

    /// <summary>Storing one part.</summary>
    PutPart = 1 << 9,

    /// <summary>Making one part from a range of an object.</summary>
    CopyPart = 1 << 10,

    /// <summary>Listing the parts of an upload.</summary>
    ListParts = 1 << 11,

    /// <summary>Completing an upload.</summary>
    CompleteUpload = 1 << 12,

    /// <summary>Aborting an upload.</summary>
    AbortUpload = 1 << 13,

    /// <summary>Joining objects.</summary>
    Compose = 1 << 14,

    /// <summary>Signing a request.</summary>
    Presign = 1 << 15,

    /// <summary>Every call.</summary>
    All = (1 << 16) - 1,
}
