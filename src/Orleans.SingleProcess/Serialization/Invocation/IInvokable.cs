namespace Orleans.Serialization.Invocation;

/// <summary>A call as a filter sees it.</summary>
public interface IInvokable
{
    /// <summary>How many arguments the call has, a cancellation token among them.</summary>
    int GetArgumentCount();

    /// <summary>The argument at this place.</summary>
    object? GetArgument(int index);

    /// <summary>The name of the called method.</summary>
    string GetMethodName();

    /// <summary>The token that the called method is given; the default when it takes none.</summary>
    CancellationToken GetCancellationToken() => default;
}
