using Autoscaler.Cloud.Prices;

namespace Autoscaler.Cloud.Aws.Prices;

/// <summary>A table's prices, and those that replace them.</summary>
internal sealed class AwsPriceList(PriceTable table, ImmutableSortedDictionary<InstanceTypeName, UsdPerHour> overrides) : IPriceList
{
    /// <summary>Where the prices are from, and of when.</summary>
    public PriceTable Table => table;

    public UsdPerHour? PriceOf(InstanceTypeName type) =>
        overrides.TryGetValue(type, out var replaced) ? replaced : table.Prices.TryGetValue(type, out var listed) ? listed : null;

    /// <summary>The list of the options.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used; the message says all that is wrong with it.</exception>
    public static AwsPriceList Of(PriceOptions options)
    {
        var errors = new List<string>();
        var table = TableOf(options, errors);
        return table is not null && errors.Count == 0 ? new AwsPriceList(table, options.Overrides) : throw new InvalidDataException(string.Join('\n', errors));
    }

    /// <summary>The table of the options; null where it cannot be read, and what is wrong with it is told.</summary>
    public static PriceTable? TableOf(PriceOptions options, ICollection<string> errors)
    {
        if (options.File is not { } file)
        {
            return PriceTable.BuiltIn;
        }

        try
        {
            return PriceTable.Read(File.ReadAllText(file), file, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{nameof(AwsCloudOptions.Prices)}.{nameof(PriceOptions.File)}: expected a file that can be read; found '{file}' ({e.Message})");
            return null;
        }
    }
}
