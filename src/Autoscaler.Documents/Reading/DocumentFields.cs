using System.Globalization;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Reading;

/// <summary>
/// Reads one mapping of a document by asking for its keys. A key that is absent has its default; one that is there and cannot be read is an error, and
/// the default stands in for it while the rest is read. <see cref="Finish"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class DocumentFields
{
    /// <summary>What stands for "no limit" where a value may be missing.</summary>
    public const string None = "none";

    /// <summary>What stands in the place of a rule that is switched off.</summary>
    public const string Off = "off";

    private const string SizeRule = "a size in GB, 0 to 1,000,000";
    private const string MappingRule = "a mapping of keys to values";
    private const string TimeRule = IsoTimeText.Rule;

    private readonly DocumentReading _reading;
    private readonly string _filePath;
    private readonly string _specPath;
    private readonly DocumentMark _mark;
    private readonly bool _isUnreadable;
    private readonly Dictionary<string, (DocumentScalar Key, DocumentValue Value)> _entries = [];
    private readonly List<string> _asked = [];

    /// <summary>Reads a mapping; keys that occur twice are errors.</summary>
    /// <param name="reading">Takes the errors and places.</param>
    /// <param name="mapping">The mapping, or null for a section that is absent: every field then has its default.</param>
    /// <param name="mark">Where the section is, or would be.</param>
    /// <param name="filePath">The section's path in the file; empty for the root.</param>
    /// <param name="specPath">The section's path in the spec; empty for the root.</param>
    /// <param name="isUnreadable">Whether something else stands where the mapping should: that is one error, and its required fields are not missed
    /// as well.</param>
    public DocumentFields(DocumentReading reading, DocumentMapping? mapping, DocumentMark mark, string filePath, string specPath, bool isUnreadable = false)
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
                var first = _entries[entry.Key.Text].Key.Mark.Line;
                reading.Add(FilePath(entry.Key.Shown), entry.Key.Mark, "the key once", $"it again, first on line {first}");
            }
        }
    }

    /// <summary>Reads a document's root. What is no mapping is an error, and every field then has its default.</summary>
    public static DocumentFields OfRoot(DocumentValue root, DocumentReading reading, string what)
    {
        reading.Place(reading.SpecRoot, "", root.Mark);
        var mapping = root as DocumentMapping;
        if (mapping is null)
        {
            reading.Add(DocumentTree.DocumentField, root.Mark, what, root.Describe());
        }

        return new DocumentFields(reading, mapping, root.Mark, "", reading.SpecRoot, isUnreadable: mapping is null);
    }

    /// <summary>Reads an item of a list. What is no mapping is an error, and every field then has its default.</summary>
    public static DocumentFields OfItem(DocumentValue item, DocumentReading reading, string path, string what)
    {
        var mapping = item as DocumentMapping;
        if (mapping is null)
        {
            reading.AddUnread(path, path, item.Mark, what, item.Describe());
        }

        return new DocumentFields(reading, mapping, item.Mark, path, path, isUnreadable: mapping is null);
    }

    /// <summary>Where the mapping stands.</summary>
    public DocumentMark Mark => _mark;

    /// <summary>Where a key's value stands; null where the key is absent.</summary>
    public DocumentMark? PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value.Mark : null;

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>A text without which the spec cannot be read; empty where it is missing.</summary>
    public string Text(string key, string expected, string? specName = null) =>
        Required(key, specName, expected, scalar => scalar.IsEmpty || !scalar.IsText ? null : scalar.Text) ?? "";

    /// <summary>A text of a form that is looked at here, because the spec cannot show what was meant otherwise.</summary>
    public string Text(string key, string expected, string specName, Func<string, bool> holds) =>
        Required(key, specName, expected, scalar => scalar.IsText && holds(scalar.Text) ? scalar.Text : null) ?? "";

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string key, string expected, string? specName = null) =>
        Has(key) ? Text(key, expected, specName) : Absent<string>(key, specName);

    /// <summary>A whole number.</summary>
    public int Integer(string key, int fallback) => Value(key, null, "a whole number", ParseInteger) ?? fallback;

    /// <summary>A whole number without which the document cannot be read.</summary>
    public int RequiredInteger(string key) => Required(key, null, "a whole number", ParseInteger) ?? 0;

    /// <summary>A number without which the document cannot be read.</summary>
    public double RequiredNumber(string key) => Required(key, null, "a finite number", ParseNumber) ?? 0;

    /// <summary>A number that may be absent.</summary>
    public double? OptionalNumber(string key) => Value(key, null, "a finite number", ParseNumber);

    /// <summary>A time without which the document cannot be read.</summary>
    public DateTimeOffset RequiredTime(string key) => Required(key, null, TimeRule, ParseTime) ?? default;

    /// <summary>A time that may be absent.</summary>
    public DateTimeOffset? OptionalTime(string key) => Value(key, null, TimeRule, ParseTime);

    /// <summary>A duration that may be absent.</summary>
    public TimeSpan? OptionalDuration(string key) => Value(key, null, DurationText.Rule, ParseDuration);

    /// <summary>A word of a closed set without which the document cannot be read.</summary>
    public T RequiredWord<T>(string key, string expected, Func<string, T?> find)
        where T : struct => Required(key, null, expected, scalar => scalar.IsText ? find(scalar.Text) : null) ?? default;

    /// <summary>A whole number, or <c>none</c>.</summary>
    public int? OptionalInteger(string key) => IsNone(key, null) ? null : Value(key, null, "a whole number, or none", ParseInteger);

    /// <summary>A number.</summary>
    public double Number(string key, double fallback) => Value(key, null, "a finite number", ParseNumber) ?? fallback;

    /// <summary>A price in US dollars, or <c>none</c>.</summary>
    public UsdPerHour? OptionalPrice(string key, string specName) =>
        IsNone(key, specName) ? null : Value(key, specName, "a price in US dollars an hour, or none", ParsePrice);

    /// <summary>A duration.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback) =>
        Value(key, null, DurationText.Rule, ParseDuration) ?? fallback;

    /// <summary>A size in decimal gigabytes that may be absent.</summary>
    public ByteCount Gigabytes(string key, string specName, ByteCount fallback) => Value(key, specName, SizeRule, ParseGigabytes) ?? fallback;

    /// <summary>A size in decimal gigabytes, or <c>none</c>.</summary>
    public ByteCount? OptionalGigabytes(string key, string specName) =>
        IsNone(key, specName) ? null : Value(key, specName, $"{SizeRule}, or none", ParseGigabytes);

    /// <summary>A sum of US dollars, or <c>none</c>.</summary>
    public decimal? OptionalUsd(string key) => IsNone(key, null) ? null : Value(key, null, "a sum of US dollars, or none", ParsePrice)?.Value;

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public bool Switch(string key, bool fallback) => Value<bool>(
        key, null, "on or off", static scalar => scalar.IsWord(Off) || scalar.IsFalse ? false : scalar.IsWord("on") || scalar.IsWord("true") || scalar.IsTrue ? true : null) ?? fallback;

    /// <summary>A size in decimal gigabytes without which the spec cannot be read.</summary>
    public ByteCount Gigabytes(string key, string specName) => Required(key, specName, SizeRule, ParseGigabytes) ?? default;

    /// <summary>A word of a closed set.</summary>
    public T Word<T>(string key, T fallback, string expected, Func<string, T?> find)
        where T : struct => Value(key, null, expected, scalar => scalar.IsText ? find(scalar.Text) : null) ?? fallback;

    /// <summary>A section; where it is absent, one in which every field has its default.</summary>
    public DocumentFields Section(string key) => Mapping(key, MappingRule);

    /// <summary>A section that may be switched off by a word, or be absent where <paramref name="isOffByDefault"/>; then null.</summary>
    public DocumentFields? OptionalSection(string key, string offWord, bool isOffByDefault)
    {
        var isOff = _entries.TryGetValue(key, out var entry)
            ? entry.Value is DocumentScalar scalar && (scalar.IsWord(offWord) || (offWord == Off && scalar.IsFalse))
            : isOffByDefault;
        return isOff ? Absent<DocumentFields>(key, null) : Mapping(key, $"{MappingRule}, or {offWord}");
    }

    /// <summary>
    /// A list without which the spec cannot be read; each item is read by <paramref name="read"/> with its path in the document, which is also the
    /// spec's. One that is longer than any spec's is not read.
    /// </summary>
    public ImmutableArray<T> List<T>(string key, string noun, int max, Func<DocumentValue, string, T> read)
    {
        var entry = Ask(key, null);
        var path = FilePath(key);
        if (entry is not DocumentSequence sequence)
        {
            AddMissing(key, null, entry, $"a list of {noun}");
            return [];
        }

        if (sequence.Items.Length > max)
        {
            _reading.AddUnread(path, path, sequence.Mark, $"1 to {max} {noun}", sequence.Items.Length.ToString("#,0", CultureInfo.InvariantCulture));
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
        if (_reading.IgnoresUnknownKeys)
        {
            return;
        }

        var expected = $"one of the keys {string.Join(", ", _asked)}";
        foreach (var (key, _) in _entries.Values.Where(entry => !_asked.Contains(entry.Key.Text)))
        {
            _reading.Add(FilePath(key.Shown), key.Mark, expected, "an unknown key");
        }
    }

    private static int? ParseInteger(DocumentScalar scalar) =>
        scalar.IsNumber && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? ParseNumber(DocumentScalar scalar) =>
        scalar.IsNumber
        && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    private static TimeSpan? ParseDuration(DocumentScalar scalar) => scalar.IsText ? DurationText.Parse(scalar.Text) : null;

    private static DateTimeOffset? ParseTime(DocumentScalar scalar) => scalar.IsText ? IsoTimeText.Parse(scalar.Text) : null;

    private static UsdPerHour? ParsePrice(DocumentScalar scalar)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return scalar.IsNumber && decimal.TryParse(scalar.Text, styles, CultureInfo.InvariantCulture, out var value) ? new UsdPerHour(value) : null;
    }

    private static ByteCount? ParseGigabytes(DocumentScalar scalar)
    {
        const decimal maxGigabytes = 1_000_000;
        const decimal bytesPerGigabyte = (decimal)ByteCount.BytesPerGigabyte;
        return scalar.IsNumber
            && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= maxGigabytes
            ? new ByteCount((long)decimal.Round(value * bytesPerGigabyte))
            : null;
    }

    private DocumentFields Mapping(string key, string expected)
    {
        var value = Ask(key, null);
        var mapping = value as DocumentMapping;
        if (value is not null && mapping is null)
        {
            _reading.AddUnread(SpecPath(key, null), FilePath(key), value.Mark, expected, value.Describe());
        }

        var isUnreadable = _isUnreadable || (value is not null && mapping is null);
        return new DocumentFields(_reading, mapping, value?.Mark ?? _mark, FilePath(key), SpecPath(key, null), isUnreadable);
    }

    private T? Absent<T>(string key, string? specName)
        where T : class
    {
        Ask(key, specName);
        return null;
    }

    private bool IsNone(string key, string? specName)
    {
        var isNone = _entries.TryGetValue(key, out var entry) && entry.Value is DocumentScalar scalar && scalar.IsWord(None);
        if (isNone)
        {
            Ask(key, specName);
        }

        return isNone;
    }

    private DocumentValue? Ask(string key, string? specName)
    {
        _asked.Add(key);
        var found = _entries.TryGetValue(key, out var entry);
        _reading.Place(SpecPath(key, specName), FilePath(key), found ? entry.Value.Mark : _mark);
        return found ? entry.Value : null;
    }

    private T? Value<T>(string key, string? specName, string expected, Func<DocumentScalar, T?> parse)
        where T : struct
    {
        var value = Ask(key, specName);
        var parsed = value is DocumentScalar scalar ? parse(scalar) : null;
        if (value is not null && parsed is null)
        {
            _reading.AddUnread(SpecPath(key, specName), FilePath(key), value.Mark, expected, value.Describe());
        }

        return parsed;
    }

    private string? Required(string key, string? specName, string expected, Func<DocumentScalar, string?> parse)
    {
        var value = Ask(key, specName);
        var parsed = value is DocumentScalar scalar ? parse(scalar) : null;
        if (parsed is null)
        {
            AddMissing(key, specName, value, expected);
        }

        return parsed;
    }

    private T? Required<T>(string key, string? specName, string expected, Func<DocumentScalar, T?> parse)
        where T : struct
    {
        if (Has(key))
        {
            return Value(key, specName, expected, parse);
        }

        AddMissing(key, specName, Ask(key, specName), expected);
        return null;
    }

    private void AddMissing(string key, string? specName, DocumentValue? value, string expected)
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
