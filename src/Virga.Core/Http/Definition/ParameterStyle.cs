namespace Virga.Http;

/// <summary>How the value of a parameter is written: the styles of OpenAPI (3.1.1, section 4.8.12.3), most of which are operators of RFC 6570.</summary>
public enum ParameterStyle
{
    /// <summary>Values with commas between: <c>blue,black</c>. In a path or a header.</summary>
    Simple,

    /// <summary>A point before the value: <c>.blue</c>. In a path.</summary>
    Label,

    /// <summary>A semicolon and the name before the value: <c>;color=blue</c>. In a path.</summary>
    Matrix,

    /// <summary>The name before the value: <c>color=blue</c>. In a query or a cookie.</summary>
    Form,

    /// <summary>As <see cref="Form"/>, with spaces between the values of a list: <c>color=blue%20black</c>.</summary>
    SpaceDelimited,

    /// <summary>As <see cref="Form"/>, with bars between the values of a list: <c>color=blue%7Cblack</c>.</summary>
    PipeDelimited,

    /// <summary>As <see cref="Form"/>, with tabs between the values of a list: tsv of Swagger 2.0.</summary>
    TabDelimited,

    /// <summary>Members in brackets, at any depth: <c>color[R]=100</c>, with the brackets percent-encoded. Items of a list have their index: <c>color[0]=blue</c>.</summary>
    DeepObject,

    /// <summary>A JSON document as the value: OpenAPI's <c>content</c>.</summary>
    Json,
}
