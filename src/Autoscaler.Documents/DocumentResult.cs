using System.Diagnostics.CodeAnalysis;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Documents.Reading;

namespace Autoscaler.Documents;

/// <summary>What reading one document gave: a value, or all that is wrong with the document.</summary>
/// <typeparam name="T">What the document describes.</typeparam>
public sealed class DocumentResult<T>
    where T : class
{
    private readonly DocumentReading? _reading;

    internal DocumentResult(T? value, DocumentReading reading)
    {
        File = reading.File;
        Errors = reading.Errors;
        OmittedCount = reading.OmittedCount;
        Value = Errors.IsEmpty ? value : null;
        _reading = IsValid ? reading : null;
    }

    internal DocumentResult(string file, InputException refusal)
    {
        File = file;
        Errors = refusal.Errors;
        OmittedCount = refusal.OmittedCount;
    }

    /// <summary>The document's name, as errors give it.</summary>
    public string File { get; }

    /// <summary>What the document describes; null where it has errors.</summary>
    public T? Value { get; }

    /// <summary>What is wrong, in the order of the document, at most 100; empty where there is a value.</summary>
    public ImmutableArray<InputError> Errors { get; }

    /// <summary>Errors beyond <see cref="Errors"/> that were counted and not kept; 0 or more.</summary>
    public long OmittedCount { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;

    /// <summary>The value.</summary>
    /// <exception cref="InputException">The document has errors.</exception>
    public T ValueOrThrow() => IsValid ? Value : throw new InputException(Errors, OmittedCount);

    /// <summary>
    /// An error that somebody else found in the value, as an endpoint does in a spec that it is given, at the place in the document where its field stands or would
    /// stand, and under the document's name of the field, which the error may have it by already. Without a place where the document has none.
    /// </summary>
    public InputError Locate(SpecError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return _reading?.Locate(error) ?? new InputError(File, null, null, error.Field, error.Expected, error.Found);
    }
}
