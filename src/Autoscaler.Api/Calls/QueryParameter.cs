using System.Diagnostics.CodeAnalysis;
using Autoscaler.Api.Problems;

namespace Autoscaler.Api.Calls;

/// <summary>Reads a text; false where it is none.</summary>
internal delegate bool TextReader<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Rule">What it can be.</param>
/// <param name="Form">What its schema is.</param>
internal abstract record QueryParameter(string Name, string Meaning, string Rule, QueryForm Form)
{
    /// <summary>What is wrong with what a request says; null if nothing is.</summary>
    public abstract FieldError? Check(IQueryCollection query);
}

/// <summary>What a query's parameter is to OpenAPI.</summary>
internal enum QueryForm
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A time in ISO 8601.</summary>
    Time,
}

/// <summary>A parameter of a query that holds a value of a type.</summary>
internal sealed record QueryParameter<T>(string Name, string Meaning, string Rule, QueryForm Form, TextReader<T> Reader) : QueryParameter(Name, Meaning, Rule, Form)
{
    /// <summary>The value; the fallback where the request has none.</summary>
    public T Read(HttpRequest request, T fallback) => request.Query[Name] is [{ } text] && Reader(text, out var value) ? value : fallback;

    public override FieldError? Check(IQueryCollection query) => query[Name] switch
    {
        [] => null,
        [{ } text] => Reader(text, out _) ? null : FieldError.Outside(Name, Rule, $"'{text}'"),
        var values => FieldError.Outside(Name, $"{Rule}, once", $"{values.Count} of it"),
    };
}
