using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.SingleProcess.Serialization;
using Xunit.Sdk;

namespace Orleans.SingleProcess.Tests.Serialization;

public sealed class MessageCheckTests
{
    [Fact]
    public void Problems_OfAProgramThatIsWrongEverywhere_AreListedAtOnce()
    {
        var problems = MessageCheck.ProblemsOf([typeof(IWrong)], [typeof(WrongGrain)], [typeof(XunitException), typeof(IOException)]).Select(static problem => problem.ToString()).ToList();

        const string Space = "Orleans.SingleProcess.Tests.Serialization.MessageCheckTests+";
        string[] expected =
        [
            $"{Space}IWrong.SendAsync, parameter list: expected a collection that cannot change, an immutable or a read-only one; found System.Collections.Generic.List`1[System.Int32].",
            $"{Space}IWrong.SendAsync, parameter bytes: expected a collection that cannot change, an immutable or a read-only one; found System.Byte[].",
            $"{Space}IWrong.SendAsync, parameter range: expected a type that travels; found System.Range, which has no codec.",
            $"{Space}Unmarked ({Space}IWrong.AskAsync, result): expected [GenerateSerializer]; found none.",
            $"{Space}Loose: expected [Alias]; found none.",
            $"{Space}Loose.Forgotten: expected [Id], or [field: NonSerialized] for what may be lost on the way; found neither.",
            $"{Space}Loose.Forgotten: expected init; found set.",
            $"{Space}Loose.Items: expected a collection that cannot change, an immutable or a read-only one; found System.Collections.Generic.Dictionary`2[System.String,{Space}Inner].",
            $"{Space}Inner: expected an [Id] of its own for each member; found 1 on A, B.",
            $"{Space}Inner.Counter: expected a readonly field; found one that can be written.",
            $"{Space}Leaf ({Space}Leaf): expected [GenerateSerializer]; found none.",
            $"{Space}First, {Space}Second: expected an alias of its own for each; found 'test.same' 2 times.",
            $"{Space}WrongState ({Space}WrongGrain, state state): expected [GenerateSerializer]; found none.",
            "Xunit.Sdk.XunitException: expected [GenerateSerializer]; found none.",
        ];
        Assert.All(expected, one => Assert.Contains(one.Replace($"Leaf ({Space}Leaf)", "Leaf", StringComparison.Ordinal), problems));
        Assert.Equal(expected.Length, problems.Count);
    }

    [Fact]
    public void Problems_OfRightMessages_AreNone() => Assert.Empty(MessageCheck.ProblemsOf([typeof(IRight), typeof(Grains.ICounterGrain)], [typeof(Grains.CounterGrain)], [typeof(NarrowFault)]));

    private interface IRight
    {
        Task<ImmutableDictionary<string, Everything>> AskAsync(
            IReadOnlyList<Shape> shapes, (int A, Point? B) pair, object anything, Grains.ICounterGrain grain, Box<ImmutableArray<Kind>> box, CancellationToken cancellationToken);

        void Tell(Exception why, Type what, Uri where);
    }

    private interface IWrong
    {
        Task SendAsync(List<int> list, byte[] bytes, Range range);

        ValueTask<Unmarked> AskAsync(Loose loose, Branch branch, First first, Second second);
    }

    private sealed record Unmarked(int Value);

    [GenerateSerializer]
    private sealed class Loose
    {
        public int Forgotten { get; set; }

        [Id(0)] public Dictionary<string, Inner> Items { get; init; } = [];
    }

    [GenerateSerializer, Alias("test.inner")]
    private sealed class Inner
    {
        [Id(0)] internal int Counter;

        [Id(1)] public int A { get; init; }

        [Id(1)] public int B { get; init; }

        public void Count() => Counter++;
    }

    [GenerateSerializer, Alias("test.branch")]
    private abstract record Branch;

    private sealed record Leaf : Branch;

    [GenerateSerializer, Alias("test.same")]
    private sealed record First;

    [GenerateSerializer, Alias("test.same")]
    private sealed record Second;

    private sealed record WrongState(int Value);

    private sealed class WrongGrain
    {
        public WrongGrain(IPersistentState<WrongState> state) => State = state;

        public IPersistentState<WrongState> State { get; }
    }
}
