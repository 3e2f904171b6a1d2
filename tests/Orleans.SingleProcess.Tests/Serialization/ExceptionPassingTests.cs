using System.Net;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.SingleProcess.Serialization;
using Orleans.SingleProcess.Simulation;
using Orleans.Storage;
using Xunit.Sdk;

namespace Orleans.SingleProcess.Tests.Serialization;

/// <summary>Exceptions as a caller on another machine of a cluster gets them, case by case.</summary>
public sealed class ExceptionPassingTests
{
    private static readonly MessageSerializer Serializer = new();

    [Fact]
    public void Copy_FrameworkException_KeepsWhatAllHaveAndNoMore()
    {
        var thrown = Thrown(new ArgumentException("Wrong.", "parameter", new IOException("Cause.")) { HResult = 77, Data = { ["key"] = 3, [1] = "one" } });

        var copy = Assert.IsType<ArgumentException>(Serializer.CopyException(thrown));

        Assert.NotSame(thrown, copy);
        Assert.Equal(thrown.Message, copy.Message);
        Assert.Null(copy.ParamName);
        Assert.Equal(77, copy.HResult);
        Assert.Equal((3, "one"), (copy.Data["key"], copy.Data[1]));
        Assert.Equal("Cause.", Assert.IsType<IOException>(copy.InnerException).Message);
        Assert.Contains(nameof(Thrown), copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_FrameworkExceptionOfOtherNamespaces_LosesItsExtras()
    {
        var http = Assert.IsType<HttpRequestException>(Serializer.CopyException(new HttpRequestException("No.", null, HttpStatusCode.Conflict)));
        var sqlite = Assert.IsType<Microsoft.Data.Sqlite.SqliteException>(Serializer.CopyException(new Microsoft.Data.Sqlite.SqliteException("Locked.", 5)));
        var cancelled = Assert.IsType<TaskCanceledException>(Serializer.CopyException(new TaskCanceledException("Ended.")));

        Assert.Equal(("No.", null), (http.Message, http.StatusCode));
        Assert.Equal(("Locked.", 0), (sqlite.Message, sqlite.SqliteErrorCode));
        Assert.Equal("Ended.", cancelled.Message);
    }

    [Fact]
    public void Copy_Aggregate_KeepsItsParts()
    {
        var aggregate = new AggregateException("Both.", new IOException("One."), new AppFault("Two.", 2));

        var copy = Assert.IsType<AggregateException>(Serializer.CopyException(aggregate));

        Assert.Equal(aggregate.Message, copy.Message);
        Assert.Equal("One.", Assert.IsType<IOException>(copy.InnerExceptions[0]).Message);
        Assert.Equal(2, Assert.IsType<AppFault>(copy.InnerExceptions[1]).Code);
        Assert.Same(copy.InnerExceptions[0], copy.InnerException);
    }

    [Fact]
    public void Copy_AnnotatedException_KeepsItsMembersWithoutAParameterlessConstructor()
    {
        var copy = Assert.IsType<NarrowFault>(Serializer.CopyException(Thrown(new NarrowFault("Wrong.", 5, new Point(1, 2)))));

        Assert.Equal(("Wrong.", 5, new Point(1, 2)), (copy.Message, copy.Code, copy.At));
        Assert.Contains(nameof(Thrown), copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_PlainException_NoCodec() => AssertNoCodec(new XunitException("Lost."));

    [Fact]
    public void Copy_PlainExceptionInside_NoCodecForTheWhole()
    {
        AssertNoCodec(new InvalidOperationException("Outer.", new XunitException("Lost.")));
        AssertNoCodec(new AggregateException(new XunitException("Lost.")));
        AssertNoCodec(new AppFault("Outer.", 1, new XunitException("Lost.")));
    }

    [Fact]
    public void Copy_DataDoesNotTravel_NoCodec() =>
        Assert.IsType<CodecNotFoundException>(Serializer.CopyException(new IOException { Data = { ["key"] = TimeZoneInfo.Utc } }));

    [Fact]
    public void Copy_PlainExceptionThatOptionsName_KeepsTypeAndMessage()
    {
        var byPrefix = new ExceptionSerializationOptions();
        byPrefix.SupportedNamespacePrefixes.Add("Xunit");
        var byFilter = new ExceptionSerializationOptions { SupportedExceptionTypeFilter = static type => type == typeof(XunitException) };

        Assert.All([byPrefix, byFilter], static options =>
            Assert.Equal("Kept.", Assert.IsType<XunitException>(new MessageSerializer(options).CopyException(new XunitException("Kept."))).Message));
    }

    [Fact]
    public void Copy_ExceptionsOfTheHost_Travel()
    {
        var stale = Assert.IsType<InconsistentStateException>(Serializer.CopyException(new InconsistentStateException("Stale.", "1", "2")));

        Assert.Equal(("1", "2"), (stale.StoredEtag, stale.CurrentEtag));
        Assert.All<Exception>(
            [
                new OrleansException("m"), new SiloUnavailableException("m"), new CodecNotFoundException("m"), new SerializerException("m"),
                new CallCycleException("m"), new SimulationEscapeException("m"), new SimulationFaultException("m"), new SimulationStalledException("m"),
                new StrictModeException("m"),
            ],
            static exception =>
            {
                var copy = Serializer.CopyException(exception);
                Assert.IsType(exception.GetType(), copy);
                Assert.Equal("m", copy.Message);
            });
    }

    [Fact]
    public void Exceptions_OfTheHost_AllTravel() => Assert.Empty(MessageCheck.ProblemsOf(
        [], [], typeof(OrleansException).Assembly.GetTypes().Where(static type => typeof(Exception).IsAssignableFrom(type))));

    private static void AssertNoCodec(Exception exception)
    {
        var refusal = Assert.IsType<CodecNotFoundException>(Serializer.CopyException(exception));
        Assert.Equal($"Could not find a codec for type {typeof(XunitException)}.", refusal.Message);
    }

    private static T Thrown<T>(T exception)
        where T : Exception
    {
        try
        {
            throw exception;
        }
        catch (T thrown)
        {
            return thrown;
        }
    }
}

[GenerateSerializer, Alias("test.app-fault")]
internal class AppFault(string message, int code, Exception? cause = null) : Exception(message, cause)
{
    [Id(0)] public int Code { get; } = code;
}

[GenerateSerializer, Alias("test.narrow-fault")]
internal sealed class NarrowFault(string message, int code, Point at) : AppFault(message, code)
{
    [Id(0)] public Point At { get; } = at;
}
