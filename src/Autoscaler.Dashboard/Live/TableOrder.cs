namespace Autoscaler.Dashboard.Live;

/// <summary>By which of its columns a table is in order, and which way. Rows that have nothing in that column come last either way; those that are equal in it stay as they were.</summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class TableOrder<T> : ITableOrder
{
    private static readonly IComparer<IComparable?> Comparer = Comparer<IComparable?>.Create(
        static (left, right) => left is string one && right is string other ? string.CompareOrdinal(one, other) : System.Collections.Comparer.Default.Compare(left, right));

    private readonly ImmutableDictionary<string, TableColumn<T>> _columns;
    private TableColumn<T> _by;
    private bool _isDescending;

    /// <summary>Begins in the order of the first column.</summary>
    public TableOrder(params ReadOnlySpan<TableColumn<T>> columns)
    {
        _columns = columns.ToArray().ToImmutableDictionary(static column => column.Name);
        (_by, _isDescending) = (columns[0], columns[0].BeginsDescending);
    }

    /// <summary>Orders by a column; one that the table is ordered by already is turned round.</summary>
    public void Choose(string column) => (_by, _isDescending) = _columns[column] is var chosen && chosen == _by ? (_by, !_isDescending) : (chosen, chosen.BeginsDescending);

    /// <inheritdoc/>
    public string? DirectionOf(string column) => column != _by.Name ? null : _isDescending ? "descending" : "ascending";

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<T> Apply(IEnumerable<T> rows)
    {
        var known = rows.OrderBy(row => _by.Of(row) is null);
        return [.. _isDescending ? known.ThenByDescending(_by.Of, Comparer) : known.ThenBy(_by.Of, Comparer)];
    }
}

/// <summary>The order of a table, as its headers show it.</summary>
public interface ITableOrder
{
    /// <summary>Which way the table is ordered by a column, in a word; null where it is not.</summary>
    string? DirectionOf(string column);
}

/// <summary>A column that a table can be in order of.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Name">Which one.</param>
/// <param name="Of">What a row has in it; null where nothing is known.</param>
/// <param name="BeginsDescending">Whether the most comes first when it is chosen.</param>
internal sealed record TableColumn<T>(string Name, Func<T, IComparable?> Of, bool BeginsDescending = true);
