using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>The dialect's keys of an operation that take a mapping, and those that the root has too.</summary>
internal sealed class TraitReader(ReadingScope scope)
{
    private static readonly string[] PageKinds = ["token", "link", "offset", "last-item"];
    private static readonly string[] Algorithms = ["crc32", "crc32c", "crc64nvme", "md5", "sha1", "sha256"];
    private static readonly string[] ErrorFormats = ["aws-json", "aws-query"];
    private static readonly string[] Whens = ["supported", "required", "off"];
    private static readonly string[] Lengths = ["required", "optional"];
    private static readonly string[] Framings = ["plain", "aws-chunked"];
    private static readonly string[] Waits = ["retry-after", "ratelimit-reset"];
    private readonly DialectValues _values = scope.Values;

    public static ErrorFormatModel NoErrors { get; } = new([], [], [], null, []);

    public ErrorFormatModel? Errors(MarkedNode node)
    {
        if (_values.Mapping(node, DialectKeys.Error, "code", "message", "request-id", "late", "kinds", "format") is not { } error) return null;
        var late = _values.Text(error, "late", DialectKeys.Error + ".late");
        return new ErrorFormatModel(
            _values.AnswerPaths(error, "code", DialectKeys.Error + ".code"),
            _values.AnswerPaths(error, "message", DialectKeys.Error + ".message"),
            _values.AnswerPaths(error, "request-id", DialectKeys.Error + ".request-id"),
            late,
            new ErrorKindReader(scope).Read(error["kinds"]))
        {
            Format = _values.Choice(error, "format", ErrorFormats, DialectKeys.Error + ".format"),
        };
    }

    public RetryModel? Retry(MarkedNode node)
    {
        if (_values.Mapping(node, DialectKeys.Retry, "idempotent", "on", "not-on", "wait") is not { } retry) return null;
        _values.Texts(retry, "wait", DialectKeys.Retry + ".wait", Waits);
        bool? idempotent = null;
        IReadOnlyList<string> when = [];
        if (retry["idempotent"] is { IsMapping: true } conditional)
        {
            _values.CheckKeys(conditional, DialectKeys.Retry + ".idempotent", "when");
            when = _values.Texts(conditional, "when", DialectKeys.Retry + ".idempotent.when");
            idempotent = false;
        }
        else
        {
            idempotent = _values.Flag(retry, "idempotent", DialectKeys.Retry + ".idempotent");
        }

        return new RetryModel(idempotent, when, _values.Texts(retry, "on", DialectKeys.Retry + ".on"), _values.Texts(retry, "not-on", DialectKeys.Retry + ".not-on"));
    }

    public PageableModel? Pageable(MarkedNode node, IReadOnlyList<ParameterModel> parameters)
    {
        if (_values.Mapping(node, DialectKeys.Pageable, "kind", "items", "next", "into", "more", "size") is not { } page) return Foreign(node);
        const string Label = DialectKeys.Pageable;
        var at = node.Entry(Label)!.KeyPosition;
        var kind = _values.Choice(page, "kind", PageKinds, Label + ".kind") ?? "token";
        if (page["next"] is { IsSequence: true } && page["into"] is { IsSequence: true }) return Marked(page, kind, parameters, at);
        var items = _values.Required(page, "items", Label, at) is null ? null : _values.AnswerPath(page, "items", Label + ".items");
        var next = kind is "last-item" or "offset" && page["next"] is null ? "" : _values.Required(page, "next", Label, at) is null ? null : _values.AnswerPath(page, "next", Label + ".next");
        var into = kind == "link" ? _values.Text(page, "into", Label + ".into") : _values.Required(page, "into", Label, at);
        if (items is null || next is null || (into is null && kind != "link")) return null;
        CheckParameter(page["into"], into, parameters, Label + ".into");
        var size = _values.Text(page, "size", Label + ".size");
        CheckParameter(page["size"], size, parameters, Label + ".size");
        return new PageableModel(kind, items, next, into, _values.AnswerPath(page, "more", Label + ".more"), size, at);
    }

    /// <summary>A page that begins at several values: next and into are lists of one length, and items may be missing.</summary>
    private PageableModel? Marked(MarkedNode page, string kind, IReadOnlyList<ParameterModel> parameters, SourcePosition at)
    {
        const string Label = DialectKeys.Pageable;
        var next = _values.AnswerPaths(page, "next", Label + ".next");
        var into = _values.Texts(page, "into", Label + ".into");
        if (kind != "token") _values.Wrong(Label + ".next", $"one path, since its kind is {kind}", page["next"]!);
        else if (next.Count == 0 || next.Count != into.Count) _values.Wrong(Label + ".into", "a list as long as that of 'next'", page["into"]!);
        foreach (var item in page["into"]!.Items) CheckParameter(item, item.Scalar, parameters, Label + ".into");
        var size = _values.Text(page, "size", Label + ".size");
        CheckParameter(page["size"], size, parameters, Label + ".size");
        if (kind != "token" || next.Count == 0 || next.Count != into.Count) return null;
        return new PageableModel(kind, _values.AnswerPath(page, "items", Label + ".items"), next[0], into[0], _values.AnswerPath(page, "more", Label + ".more"), size, at)
        {
            Markers = [.. next.Skip(1).Zip(into.Skip(1), (path, parameter) => new PageMarkerModel(path, parameter))],
        };
    }

    public PresignModel? Presign(MarkedNode node, IReadOnlyCollection<string> schemes)
    {
        if (node[DialectKeys.Presign] is not { } presign) return null;
        if (!presign.IsMapping) return _values.Flag(node, DialectKeys.Presign) == true ? new PresignModel(null, null) : null;
        _values.CheckKeys(presign, DialectKeys.Presign, "permission", "security");
        var security = _values.Text(presign, "security", DialectKeys.Presign + ".security");
        if (security is not null && !schemes.Contains(security))
        {
            _values.Wrong(DialectKeys.Presign + ".security", "a key of components/securitySchemes", presign["security"]!, NearestName.Offer(security, schemes));
            security = null;
        }

        return new PresignModel(_values.Text(presign, "permission", DialectKeys.Presign + ".permission"), security);
    }

    public ChecksumModel? Checksum(MarkedNode node)
    {
        const string Label = DialectKeys.Checksum;
        if (_values.Mapping(node, Label, "algorithms", "default", "required", "header", "when", "response") is not { } checksum) return null;
        var algorithms = _values.Texts(checksum, "algorithms", Label + ".algorithms", Algorithms);
        var chosen = _values.Choice(checksum, "default", Algorithms, Label + ".default");
        if (chosen is not null && !algorithms.Contains(chosen)) _values.Wrong(Label + ".default", "one of the algorithms", checksum["default"]!);
        var response = checksum["response"] is { IsMapping: true } named ? _values.Text(named, "header", Label + ".response.header") : _values.Text(checksum, "response", Label + ".response");
        return new ChecksumModel(
            algorithms,
            chosen ?? (algorithms.Count > 0 ? algorithms[0] : null),
            _values.Flag(checksum, "required", Label + ".required") ?? false,
            _values.Text(checksum, "header", Label + ".header"),
            _values.Choice(checksum, "when", Whens, Label + ".when") ?? "supported",
            response,
            node.Entry(Label)!.KeyPosition);
    }

    public BodyTraitsModel? Body(MarkedNode node)
    {
        const string Label = DialectKeys.Body;
        if (_values.Mapping(node, Label, "length", "expect-continue", "framing") is not { } body) return null;
        return new BodyTraitsModel(
            _values.Choice(body, "length", Lengths, Label + ".length") == "required",
            _values.Flag(body, "expect-continue", Label + ".expect-continue") ?? false,
            _values.Choice(body, "framing", Framings, Label + ".framing") ?? "plain");
    }

    /// <summary>x-ms-pageable: items under value unless named, and a link to the next page.</summary>
    private static PageableModel? Foreign(MarkedNode node)
    {
        if (node["x-ms-pageable"] is not { IsMapping: true } page || Words.Text(page["nextLinkName"]) is not { } next) return null;
        return new PageableModel("link", "body." + (Words.Text(page["itemName"]) ?? "value"), "body." + next, null, null, null, node.Entry("x-ms-pageable")!.KeyPosition) { IsForeign = true };
    }

    private void CheckParameter(MarkedNode? node, string? name, IReadOnlyList<ParameterModel> parameters, string label)
    {
        if (node is null || name is null || name.StartsWith("body.", StringComparison.Ordinal) || parameters.Any(parameter => parameter.WireName == name)) return;
        _values.Wrong(label, "a parameter of the operation", node, NearestName.Offer(name, parameters.Select(parameter => parameter.WireName)));
    }
}
