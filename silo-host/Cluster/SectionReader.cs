using System.Globalization;
using System.Net;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>Reads the values of one configuration section, and collects all that is wrong with them: what cannot be read, and names that nobody asks for.</summary>
/// <param name="section">The section.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="nameOf">How errors name a value, from its full name; null for by its full name.</param>
internal sealed class SectionReader(IConfigurationSection section, ICollection<OptionError> errors, Func<string, string>? nameOf = null)
{
    private const string FullForm = "hours:minutes:seconds, as 00:00:05";

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A section within this one.</summary>
    public T Section<T>(string name, Func<SectionReader, T> read)
    {
        _known.Add(name);
        var reader = new SectionReader(section.GetSection(name), errors);
        var value = read(reader);
        reader.RefuseUnknown();
        return value;
    }

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        return section[name] is { Length: > 0 } text ? text : null;
    }

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise) => Text(name) ?? otherwise;

    /// <summary>Texts in their order, as the configuration numbers them; one text may hold several, with commas between them.</summary>
    public ImmutableArray<string> List(string name)
    {
        _known.Add(name);
        var list = section.GetSection(name);
        return list.Value is { Length: > 0 } text
            ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : [.. list.GetChildren().Select(static child => child.Value).OfType<string>()];
    }

    /// <summary>Texts by names that are the user's.</summary>
    public IEnumerable<KeyValuePair<string, string>> Map(string name)
    {
        _known.Add(name);
        return section.GetSection(name).GetChildren().Select(static child => KeyValuePair.Create(child.Key, child.Value ?? string.Empty));
    }

    /// <summary>A whole number.</summary>
    public int Number(string name, int otherwise) => Read(
        name, otherwise, "a whole number", static (text, out value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    /// <summary>A duration.</summary>
    public TimeSpan Duration(string name, TimeSpan otherwise) => Read(
        name,
        otherwise,
        FullForm,
        // A plain number would be days.
        static (text, out value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && text.Contains(':', StringComparison.Ordinal));

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool otherwise) => Read(name, otherwise, "true or false", static (text, out value) => bool.TryParse(text, out value));

    /// <summary>An IP address; null where there is none.</summary>
    public IPAddress? Address(string name) => Read<IPAddress?>(name, null, "an IP address", static (text, out value) => IPAddress.TryParse(text, out value));

    /// <summary>An absolute http or https address; null where there is none.</summary>
    public Uri? Url(string name) => Read<Uri?>(
        name,
        null,
        "an http or https URL",
        static (text, out value) => Uri.TryCreate(text, UriKind.Absolute, out value) && (value.Scheme == Uri.UriSchemeHttp || value.Scheme == Uri.UriSchemeHttps));

    /// <summary>One of several words.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T otherwise) => Read(
        name, otherwise, string.Join(" or ", choices.Keys), (text, out value) => choices.TryGetValue(text, out value!));

    /// <summary>Refuses values and sections that nobody asked for: a misspelt name would be a default in silence.</summary>
    public void RefuseUnknown()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            errors.Add(new OptionError(child.Path, $"one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}", child.Key));
        }
    }

    /// <summary>A value of any kind.</summary>
    /// <param name="name">The value's name in this section.</param>
    /// <param name="otherwise">What holds where there is none, or where it cannot be read.</param>
    /// <param name="expected">What can be read, for the error.</param>
    /// <param name="parse">Reads it.</param>
    public T Read<T>(string name, T otherwise, string expected, Parse<T> parse)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        var path = $"{section.Path}:{name}";
        errors.Add(new OptionError(nameOf?.Invoke(path) ?? path, expected, text));
        return otherwise;
    }

    /// <summary>Reads a value from its text.</summary>
    public delegate bool Parse<T>(string text, out T value);
}
