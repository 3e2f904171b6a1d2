using System.Globalization;

namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// Reads one mapping of a file by asking for its keys. A key that is absent has its default; one that is there and cannot be read is an error, and
/// the default stands in for it while the rest is read. <see cref="Finish"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class YamlFields
{
    /// <summary>What stands for "no limit" where a value may be missing.</summary>
    public const string None = "none";

    private const string SizeRule = "a size in GB, 0 to 1,000,000";

    private readonly YamlReading _reading;
    private readonly string _filePath;
    private readonly string _specPath;
    private readonly YamlMark _mark;
    private readonly bool _isUnreadable;
    private readonly Dictionary<string, (YamlScalar Key, YamlValue Value)> _entries = [];
    private readonly List<string> _asked = [];

    /// <summary>Reads a mapping; keys that occur twice are errors.</summary>
    /// <param name="reading">Takes the errors and places.</param>
    /// <param name="mapping">The mapping, or null for a section that is absent: every field then has its default.</param>
    /// <param name="mark">Where the section is, or would be.</param>
    /// <param name="filePath">The section's path in the file; empty for the root.</param>
    /// <param name="specPath">The section's path in the spec; empty for the root.</param>
    /// <param name="isUnreadable">Whether something else stands where the mapping should: that is one error, and its required fields are not missed
    /// as well.</param>
    public YamlFields(YamlReading reading, YamlMapping? mapping, YamlMark mark, string filePath, string specPath, bool isUnreadable = false)
    {
        _isUnreadable = isUnreadable;
        _reading = reading;
        _filePath = filePath;
        _specPath = specPath;
        _mark = mark;
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (!_entries.TryAdd(entry.Key.Text, entry))
            {
                reading.Add(
                    FilePath(entry.Key.Text), entry.Key.Mark, "the key once", $"it again, first on line {_entries[entry.Key.Text].Key.Mark.Line}");
            }
        }
    }

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>A text without which the spec cannot be read; empty where it is missing.</summary>
    public string Text(string key, string expected, string? specName = null) =>
        Required(key, specName, expected, scalar => scalar.IsEmpty ? null : scalar.Text) ?? "";

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string key, string expected, string? specName = null) =>
        Has(key) ? Text(key, expected, specName) : Absent<string>(key, specName);

    /// <summary>A whole number.</summary>
    public int Integer(string key, int fallback) => Value(key, null, "a whole number", ParseInteger) ?? fallback;

    /// <summary>A whole number, or <c>none</c>.</summary>
    public int? OptionalInteger(string key) => IsNone(key, null) ? null : Value(key, null, "a whole number, or none", ParseInteger);

    /// <summary>A number.</summary>
    public double Number(string key, double fallback) => Value(key, null, "a finite number", ParseNumber) ?? fallback;

    /// <summary>A price in US dollars, or <c>none</c>.</summary>
    public UsdPerHour? OptionalPrice(string key, string specName) =>
        IsNone(key, specName) ? null : Value(key, specName, "a price in US dollars an hour, or none", ParsePrice);

    /// <summary>A duration.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback) =>
        Value(key, null, DurationText.Rule, scalar => DurationText.Parse(scalar.Text)) ?? fallback;

    /// <summary>A size in decimal gigabytes that may be absent.</summary>
    public ByteCount Gigabytes(string key, string specName, ByteCount fallback) => Value(key, specName, SizeRule, ParseGigabytes) ?? fallback;

    /// <summary>A size in decimal gigabytes without which the spec cannot be read.</summary>
    public ByteCount Gigabytes(string key, string specName) => Required(key, specName, SizeRule, ParseGigabytes) ?? default;

    /// <summary>A word of a closed set.</summary>
    public T Word<T>(string key, T fallback, string expected, Func<string, T?> find, string? specName = null)
        where T : struct => Value(key, specName, expected, scalar => find(scalar.Text)) ?? fallback;

    /// <summary>A section; where it is absent, one in which every field has its default.</summary>
    public YamlFields Section(string key) => Mapping(key, "a mapping of keys to values");

    /// <summary>A section that may be switched off by a word, or be absent where <paramref name="isOffByDefault"/>; then null.</summary>
    public YamlFields? OptionalSection(string key, string offWord, bool isOffByDefault)
    {
        var isOff = _entries.TryGetValue(key, out var entry)
            ? entry.Value is YamlScalar { IsPlain: true } scalar && scalar.Text == offWord
            : isOffByDefault;
        return isOff ? Absent<YamlFields>(key, null) : Mapping(key, $"a mapping of keys to values, or {offWord}");
    }

    /// <summary>
    /// A list without which the spec cannot be read; each item is read by <paramref name="read"/> with its path in the file, which is also the
    /// spec's.
    /// </summary>
    public ImmutableArray<T> List<T>(string key, string expected, Func<YamlValue, string, T> read)
    {
        var entry = Ask(key, null);
        var path = FilePath(key);
        if (entry is not YamlSequence sequence)
        {
            _reading.AddUnread(SpecPath(key, null), path, entry?.Mark ?? _mark, expected, entry?.Describe() ?? "nothing");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>(sequence.Items.Length);
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var itemPath = $"{path}[{i}]";
            _reading.Place(itemPath, itemPath, sequence.Items[i].Mark);
            items.Add(read(sequence.Items[i], itemPath));
        }

        return items.MoveToImmutable();
    }

    /// <summary>Reports every key that was not asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in _entries.Values.OrderBy(entry => entry.Key.Mark.Line).ThenBy(entry => entry.Key.Mark.Column))
        {
            if (!_asked.Contains(key.Text))
            {
                _reading.Add(FilePath(key.Text), key.Mark, $"one of the keys {string.Join(", ", _asked)}", "an unknown key");
            }
        }
    }

    private static int? ParseInteger(YamlScalar scalar) =>
        scalar.IsPlain && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? ParseNumber(YamlScalar scalar) =>
        scalar.IsPlain
        && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    private static UsdPerHour? ParsePrice(YamlScalar scalar)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return scalar.IsPlain && decimal.TryParse(scalar.Text, styles, CultureInfo.InvariantCulture, out var value) ? new UsdPerHour(value) : null;
    }

    private static ByteCount? ParseGigabytes(YamlScalar scalar)
    {
        const double maxGigabytes = 1_000_000;
        return ParseNumber(scalar) is { } value and >= 0 and <= maxGigabytes ? ByteCount.FromGigabytes(value) : null;
    }

    private YamlFields Mapping(string key, string expected)
    {
        var value = Ask(key, null);
        var mapping = value as YamlMapping;
        if (value is not null && mapping is null)
        {
            _reading.AddUnread(SpecPath(key, null), FilePath(key), value.Mark, expected, value.Describe());
        }

        var isUnreadable = _isUnreadable || (value is not null && mapping is null);
        return new YamlFields(_reading, mapping, value?.Mark ?? _mark, FilePath(key), SpecPath(key, null), isUnreadable);
    }

    private T? Absent<T>(string key, string? specName)
        where T : class
    {
        Ask(key, specName);
        return null;
    }

    private bool IsNone(string key, string? specName)
    {
        var isNone = _entries.TryGetValue(key, out var entry) && entry.Value is YamlScalar { IsPlain: true, Text: None };
        if (isNone)
        {
            Ask(key, specName);
        }

        return isNone;
    }

    private YamlValue? Ask(string key, string? specName)
    {
        _asked.Add(key);
        var found = _entries.TryGetValue(key, out var entry);
        _reading.Place(SpecPath(key, specName), FilePath(key), found ? entry.Value.Mark : _mark);
        return found ? entry.Value : null;
    }

    private T? Value<T>(string key, string? specName, string expected, Func<YamlScalar, T?> parse)
        where T : struct
    {
        var value = Ask(key, specName);
        var parsed = value is YamlScalar scalar ? parse(scalar) : null;
        if (value is not null && parsed is null)
        {
            _reading.AddUnread(SpecPath(key, specName), FilePath(key), value.Mark, expected, value.Describe());
        }

        return parsed;
    }

    private string? Required(string key, string? specName, string expected, Func<YamlScalar, string?> parse)
    {
        var value = Ask(key, specName);
        var parsed = value is YamlScalar scalar ? parse(scalar) : null;
        if (parsed is null)
        {
            AddMissing(key, specName, value, expected);
        }

        return parsed;
    }

    private T? Required<T>(string key, string? specName, string expected, Func<YamlScalar, T?> parse)
        where T : struct
    {
        if (Has(key))
        {
            return Value(key, specName, expected, parse);
        }

        AddMissing(key, specName, Ask(key, specName), expected);
        return null;
    }

    private void AddMissing(string key, string? specName, YamlValue? value, string expected)
    {
        if (!_isUnreadable)
        {
            _reading.AddUnread(SpecPath(key, specName), FilePath(key), value?.Mark ?? _mark, expected, value?.Describe() ?? "nothing");
        }
    }

    private string FilePath(string key) => Join(_filePath, key);

    private string SpecPath(string key, string? specName) => Join(_specPath, specName ?? key);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
