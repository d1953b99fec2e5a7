namespace Virga.Cli.Help;

/// <summary>Worked examples of each verb: what is wanted, and the line that does it.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, (string Wanted, string Line)[]> Known = new(StringComparer.Ordinal)
    {
        ["demo"] =
        [
            ("Try everything with nothing set up, on an endpoint inside the command:", "virga demo"),
            ("Less of it:", "virga demo --size 24MiB --part-size 5MiB"),
            ("Against a server of yours:", "virga demo --store \"s3://bucket?endpoint=http://127.0.0.1:7480\" --profile ceph --size 64MiB"),
        ],
        ["ls"] =
        [
            ("Your buckets:", "virga ls s3://"),
            ("One level of folders and objects:", "virga ls s3://bucket/photos/"),
            ("Every object below a prefix, for a script:", "virga ls -r s3://bucket/photos/ --json"),
            ("What a pattern matches (quote it, so that the shell leaves it alone):", "virga ls 's3://bucket/photos/**/*.jpg'"),
            ("All but the thumbnails:", "virga ls -r s3://bucket/photos/ --exclude 'thumbs/'"),
        ],
        ["cp"] =
        [
            ("Upload a file into a folder:", "virga cp report.pdf s3://bucket/reports/"),
            ("Download it:", "virga cp s3://bucket/reports/report.pdf ."),
            ("A whole folder, sixteen files at once:", "virga cp -r photos s3://bucket/photos --jobs 16"),
            ("Only some of it, and first only look:", "virga cp -r photos s3://bucket/photos --include '*.jpg' --exclude 'drafts/' --dry-run"),
            ("What a pattern matches, from one bucket into another:", "virga cp 's3://bucket/2026/*/run.h5' s3://archive/runs/"),
            ("A stream of unknown length:", "tar c folder | virga cp - s3://bucket/folder.tar"),
        ],
        ["mv"] =
        [
            ("Rename an object:", "virga mv s3://bucket/draft.txt s3://bucket/final.txt"),
            ("Rename a folder, on the server:", "virga mv -r s3://bucket/2025/ s3://bucket/archive/2025"),
            ("Upload, and delete each file once it is stored:", "virga mv -r logs s3://bucket/logs --include '*.gz'"),
            ("Download, and delete each object once it is here:", "virga mv 's3://bucket/inbox/*' inbox/"),
            ("First only look:", "virga mv -r s3://bucket/2025/ s3://bucket/archive/2025 --dry-run"),
        ],
        ["rm"] =
        [
            ("One object:", "virga rm s3://bucket/key"),
            ("First only look at what a folder holds:", "virga rm -r --dry-run s3://bucket/photos/"),
            ("A folder, but never more than you expect:", "virga rm -r s3://bucket/photos/ --max-delete 1000"),
            ("What a pattern matches:", "virga rm 's3://bucket/logs/**/*.tmp'"),
            ("A folder but for some of it:", "virga rm -r s3://bucket/logs/ --exclude '*.keep'"),
            ("Everything in the bucket:", "virga rm -r --all s3://bucket"),
        ],
        ["cat"] =
        [
            ("Read the beginning:", "virga cat s3://bucket/log.txt | head"),
            ("Unpack on the way:", "virga cat s3://bucket/folder.tar.gz | tar xz"),
            ("Join what a pattern matches, in the order of the keys:", "virga cat 's3://bucket/logs/2026-11-*.txt' > november.txt"),
        ],
        ["stat"] =
        [
            ("Everything that is known of an object:", "virga stat s3://bucket/key"),
            ("For a script:", "virga stat s3://bucket/key --json"),
            ("Of all that a pattern matches:", "virga stat 's3://bucket/reports/*.pdf'"),
        ],
        ["du"] =
        [
            ("Each folder of a bucket, and the total:", "virga du s3://bucket"),
            ("The total alone, in bytes:", "virga du --depth 0 --bytes s3://bucket/photos/"),
            ("Two levels of folders:", "virga du --depth 2 s3://bucket/photos/"),
            ("How much the pictures take:", "virga du s3://bucket --include '*.jpg' --include '*.png'"),
        ],
        ["hash"] =
        [
            ("The SHA-256 of an object and of a file:", "virga hash s3://bucket/report.pdf report.pdf"),
            ("What the server keeps, without reading the object:", "virga hash --stored s3://bucket/report.pdf"),
            ("A list of all below a prefix:", "virga hash -r s3://bucket/photos/ > SUMS"),
            ("Compare the objects with that list:", "virga hash --check SUMS"),
            ("Compare with a list that sha256sum made in the folder photos:", "virga hash --check SHA256SUMS s3://bucket/photos/"),
            ("Another algorithm:", "virga hash -a crc64nvme 's3://bucket/photos/*.jpg'"),
        ],
        ["mb"] =
        [
            ("Make a bucket:", "virga mb s3://bucket"),
            ("On a server of yours:", "virga mb s3://bucket --endpoint http://127.0.0.1:7480"),
            ("In a region:", "virga mb s3://bucket --region eu-central-1"),
        ],
        ["rb"] =
        [
            ("Remove an empty bucket:", "virga rb s3://bucket"),
            ("With all that it holds:", "virga rb --force s3://bucket"),
            ("First only look whether it is there:", "virga rb --dry-run s3://bucket"),
        ],
        ["presign"] =
        [
            ("A link to read an object, for ten minutes:", "virga presign s3://bucket/key --expires 10m"),
            ("A link that opens in the browser as a picture:", "virga presign s3://bucket/photo --content-type image/jpeg"),
            ("A link to upload with:", "virga presign s3://bucket/upload.bin --method put"),
        ],
        ["batch"] =
        [
            ("The commands of a file, eight at once:", "virga batch nightly.txt"),
            ("In their order, and no further than the first failure:", "virga batch nightly.txt --jobs 1 --fail-fast"),
            ("First only look:", "virga batch nightly.txt --dry-run"),
            ("From a pipe:", "sed 's|.*|rm s3://bucket/&|' keys.txt | virga batch -"),
        ],
        ["spec"] =
        [
            ("What the compiler would say of a spec:", "virga spec check specs/notes.yaml"),
            ("What comes of it:", "virga spec list specs/notes.yaml"),
            ("The C# itself:", "virga spec emit specs/notes.yaml --out generated"),
            ("What a new version breaks:", "virga spec diff notes-1.yaml notes-2.yaml"),
            ("One call:", "virga spec call specs/notes.yaml getNote id=42"),
        ],
        ["spec check"] =
        [
            ("One spec, with all that it refers to:", "virga spec check specs/notes.yaml"),
            ("Every spec and adapter document of a folder:", "virga spec check specs"),
            ("In a build that lets no warning pass:", "virga spec check specs --warnings-as-errors"),
            ("For a script:", "virga spec check specs/notes.yaml --json"),
        ],
        ["spec list"] =
        [
            ("Operations, models and size:", "virga spec list specs/notes.yaml"),
            ("Which members an adapter document maps:", "virga spec list specs/aws/s3/object-store.yaml"),
            ("For a script:", "virga spec list specs/notes.yaml --json"),
        ],
        ["spec emit"] =
        [
            ("The files that the generator would add:", "virga spec emit specs/notes.yaml --out generated"),
            ("As a project would ask for them:", "virga spec emit specs/notes.yaml --out generated --namespace Contoso.Notes --accessibility internal"),
            ("With an interface and the registration in a container:", "virga spec emit specs/notes.yaml -o generated --interface --registration"),
        ],
        ["spec diff"] =
        [
            ("All that changed:", "virga spec diff notes-1.yaml notes-2.yaml"),
            ("Only what breaks callers:", "virga spec diff notes-1.yaml notes-2.yaml --breaking"),
            ("For a script:", "virga spec diff notes-1.yaml notes-2.yaml --json"),
        ],
        ["spec call"] =
        [
            ("Call an operation by its spec, with a token out of the environment:", "virga spec call specs/notes.yaml getNote id=42"),
            ("Lists are given several times, and the service stands elsewhere:", "virga spec call specs/notes.yaml listNotes tag=todo tag=home --endpoint http://127.0.0.1:8080"),
            ("A body of members, or whole:", "virga spec call specs/notes.yaml createNote title=Milk tags=todo"),
            ("First only look at the request:", "virga spec call specs/notes.yaml createNote body=@note.json --dry-run"),
            ("With status and headers:", "virga spec call specs/notes.yaml getNote id=42 --include"),
        ],
        ["completion"] =
        [
            ("bash, for good:", "virga completion bash > ~/.local/share/bash-completion/completions/virga"),
            ("bash, in this shell only:", "source <(virga completion bash)"),
            ("zsh, into a folder of your fpath:", "virga completion zsh > ~/.zfunc/_virga"),
            ("fish:", "virga completion fish > ~/.config/fish/completions/virga.fish"),
        ],
        ["help"] =
        [
            ("How patterns work:", "virga help wildcards"),
            ("How a verb works:", "virga help cp"),
            ("All verbs and topics:", "virga help"),
        ],
    };

    public static IReadOnlyList<(string Wanted, string Line)> Of(string verb) => Known.GetValueOrDefault(verb) ?? [];
}
