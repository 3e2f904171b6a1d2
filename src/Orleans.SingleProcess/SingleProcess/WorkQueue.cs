namespace Orleans.SingleProcess;

/// <summary>A first-in-first-out list through <see cref="WorkItem.Next"/>; an item is in one list at most.</summary>
internal struct WorkQueue<T>
    where T : WorkItem
{
    private T? _tail;

    public T? Head { get; private set; }

    public void Add(T item)
    {
        item.Next = null;
        if (_tail is null)
        {
            Head = item;
        }
        else
        {
            _tail.Next = item;
        }

        _tail = item;
    }

    public T TakeHead()
    {
        var item = Head!;
        Head = (T?)item.Next;
        item.Next = null;
        if (Head is null)
        {
            _tail = null;
        }

        return item;
    }

    /// <summary>Takes out the first item that matches; null when none does.</summary>
    public T? TakeFirst(Func<T, bool> matches)
    {
        T? previous = null;
        for (var item = Head; item is not null; previous = item, item = (T?)item.Next)
        {
            if (!matches(item))
            {
                continue;
            }

            if (previous is null)
            {
                return TakeHead();
            }

            previous.Next = item.Next;
            if (ReferenceEquals(_tail, item))
            {
                _tail = previous;
            }

            item.Next = null;
            return item;
        }

        return null;
    }

    public bool Remove(T wanted) => TakeFirst(item => ReferenceEquals(item, wanted)) is not null;

    /// <summary>Takes out everything; the items stay linked from the returned head.</summary>
    public T? TakeAll()
    {
        var head = Head;
        Head = null;
        _tail = null;
        return head;
    }
}
