namespace Virga.Cli.Help;

/// <summary>Pages that belong to no verb.</summary>
internal static class HelpTopics
{
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["wildcards"] = """
            Wildcards in keys and paths: ls, cp, mv, rm, cat, stat, du, hash

              *        any characters but a slash        s3://bucket/logs/*.gz
              **       any characters, slashes too       's3://bucket/logs/**'
              **/      any number of folders, also none  's3://bucket/**/run.h5'
              ?        one character but a slash         s3://bucket/run-?.h5
              [a-z]    one character of a class          s3://bucket/[0-9]*
              [!a-z]   one character outside of it       s3://bucket/[!_]*

            Quote patterns, so that the shell does not take them for its own: 's3://bucket/*.jpg'.
            Only what begins like the part before the first wildcard is listed; without ** and further
            slashes, only that one folder. A pattern that matches nothing is said and ends with 1.
            Copied names are relative to the folder in which the first wildcard stands:

              virga cp 's3://bucket/a/*/c.txt' out/     a/b/c.txt becomes out/b/c.txt

            --raw takes all these characters as they stand: virga rm --raw 's3://bucket/what?.txt'
            A [*] in a pattern is a star. A path that exists is taken as it stands. The target of
            cp and mv is a place and never a pattern. A key cannot begin with ? behind s3://bucket/,
            where it begins the options of the store: write [?] there.
            """,
        ["filters"] = """
            --include PATTERN and --exclude PATTERN: ls, cp, mv, rm, du, hash

            Something is taken when no --exclude matches it and, where there is an --include, at least
            one matches. Their order does not count, and --exclude always wins. (rclone and aws s3 let
            the order decide; there, --exclude '*' --include '*.jpg' is what --include '*.jpg' is here.)

              '*.jpg'      a name, at any depth below the source
              'a/*.jpg'    a path from the source on, as is '/*.jpg'
              'tmp/'       all below any folder of that name
              '/tmp/'      all below that folder of the source
              'logs/**'    all below logs

            Wildcards are those of 'virga help wildcards'. When nothing is left, that is said and the
            command ends with 1; an --include that matches nothing is said as well.
            """,
        ["urls"] = """
            Stores are named by URL

              s3://bucket/key        S3 and whatever speaks its protocol
              file:///path           folders of this machine as a store
              mem://name/key         memory, for the lines of one batch

            Everything behind the bucket's slash is the key, byte for byte: no percent-decoding, no
            query. Only a URL without a key takes options: "s3://bucket?endpoint=http://127.0.0.1:7480".
            s3:// alone is your account. A key that ends in / is a folder: what is copied there keeps
            its name. cp and mv also take paths, and cp takes - for standard input or output.

            Credentials go to an endpoint that a URL names only when it is this machine or allowed by
            --allow-host or VIRGA_ALLOW_HOSTS; one given by --endpoint counts as allowed.
            """,
        ["profiles"] = """
            Settings come from whoever names one first: arguments, environment (VIRGA_* before AWS_*),
            a profile of ~/.config/virga/config.yaml (VIRGA_CONFIG names another file), the provider.

              default: work
              profiles:
                work:
                  endpoint: https://s3.example.com
                  region: eu-1
                  access-key-id: ...
                  secret-access-key: ...
                lab:
                  profile: ceph
                  endpoint: http://127.0.0.1:7480

              virga ls s3://bucket --profile lab

            A file with secrets must be readable by its owner alone (chmod 600). --profile also takes
            the name of a built-in profile of a provider, which a profile of the file names by profile:.
            Credentials are taken from one place as a whole; --anonymous sends none.
            """,
        ["exit-codes"] = """
            0  done
            1  failed; also: a pattern or the filters match nothing, a checksum does not match
            2  wrong usage; nothing was done
            3  partly done: some of several failed, and each was listed on standard error

            Data goes to standard output, messages and progress to standard error. A reader that stops
            ('| head') ends verbs that only read with 0. Ctrl-C aborts unfinished uploads and ends with
            1; a second one ends at once. --fail-fast (cp, mv, batch) ends with the first failure.
            """,
    };

    public static IReadOnlyList<string> Names { get; } = [.. Pages.Keys];

    public static string? Find(string name) => Pages.GetValueOrDefault(name);
}
