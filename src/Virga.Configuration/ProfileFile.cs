namespace Virga.Configuration;

/// <summary>Named profiles of settings in a YAML file, by default <c>~/.config/virga/config.yaml</c>.</summary>
/// <remarks>
/// <code>
/// default: work
/// profiles:
///   work:
///     endpoint: https://s3.example.org
///     region: eu-1
///     allowed-hosts: [a.example.org, b.example.org]
/// </code>
/// A setting is one value or a list of values, which is joined with commas. Anchors, aliases, tags and deeper nesting are refused, and so is a name that comes twice.
/// The file may have at most 1 MiB. On Unix a file that holds secrets and that others may read or write is refused, unless <see cref="ProfileFileOptions.AllowOthers"/>.
/// </remarks>
public sealed class ProfileFile
{
    private const long MaxLength = 1024 * 1024;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly Dictionary<string, DictionarySettings> _profiles;

    internal ProfileFile(string path, string? defaultProfile, Dictionary<string, DictionarySettings> profiles)
    {
        Path = path;
        Default = defaultProfile;
        _profiles = profiles;
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>The profile that holds when none is asked for; null when the file names none.</summary>
    public string? Default { get; }

    /// <summary>The names of the profiles, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _profiles.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The settings of a profile; null when the file has no such profile.</summary>
    /// <param name="name">The name; case matters.</param>
    public ISettingsSource? Find(string name) => _profiles.GetValueOrDefault(name);

    /// <summary>Where the file is when nobody says: VIRGA_CONFIG, else <c>virga/config.yaml</c> in XDG_CONFIG_HOME, else in <c>.config</c> of the home folder.</summary>
    /// <param name="read">Reads an environment variable; null for the environment of the process.</param>
    public static string DefaultPath(Func<string, string?>? read = null)
    {
        read ??= Environment.GetEnvironmentVariable;
        if (read("VIRGA_CONFIG") is { Length: > 0 } given) return given;
        var home = read("HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = read("XDG_CONFIG_HOME") is { Length: > 0 } xdg && System.IO.Path.IsPathRooted(xdg) ? xdg : System.IO.Path.Combine(home, ".config");
        return System.IO.Path.Combine(folder, "virga", "config.yaml");
    }

    /// <summary>Reads a file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="VirgaException">
    /// <see cref="ErrorKind.InvalidArgument"/>: it is malformed or too large; the message has the file and the line, never the content.
    /// <see cref="ErrorKind.Untrusted"/>: it holds secrets and others may read or write it.
    /// <see cref="ErrorKind.AccessDenied"/>: it cannot be opened.
    /// </exception>
    public static ProfileFile? Load(string path, ProfileFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxLength) throw new VirgaException(ErrorKind.InvalidArgument, $"The profile file {path} has {stream.Length} bytes; at most {MaxLength} are read. Is it the right file?");
            using var reader = new StreamReader(stream);
            var file = ProfileFileReader.Read(path, reader.ReadToEnd(), out var secret);
            if (secret is not null && options is not { AllowOthers: true }) RequireOwnerOnly(path, secret, stream);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VirgaException(ErrorKind.AccessDenied, $"The profile file {path} cannot be read: {e.GetType().Name}. Check its permissions.");
        }
    }

    private static void RequireOwnerOnly(string path, string secret, FileStream stream)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(stream.SafeFileHandle) & Others) == 0) return;
        throw new VirgaException(ErrorKind.Untrusted, $"The profile file {path} holds a secret ({secret}) and others than its owner may read or write it. Run: chmod 600 {path}");
    }
}
