using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Orleans.Runtime;
using Orleans.SingleProcess.Serialization;

namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>What a release reads is what the last one wrote.</summary>
public sealed class GoldenFileTests
{
    private const string Accept = "AUTOSCALER_ACCEPT_GOLDEN";
    private const string Extension = ".txt";
    private const string Remedy =
        $"A message grows by new members with new ids and by new enum values: then run the tests once with {Accept}=1, which writes the files. "
        + "What is in a file is never changed that way. If nothing that was ever written or is on its way needs to be read, delete the file by hand, and accept a new one";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Autoscaler.Architecture.Tests", "Golden", "Files");
    private static readonly ImmutableHashSet<Type> Stored = StoredTypes();
    private static readonly Lazy<ImmutableSortedDictionary<string, string>> Files = new(Load);

    [Fact]
    public void Files_OfMessages_AreThereForEachAndForNothingElse()
    {
        var expected = MessageTypes.All.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        Violations.AssertNone(
            $"a golden file for each type that is sent or stored. {Remedy}",
            expected.Except(Files.Value.Keys).Select(static name => (name, "no file"))
                .Concat(Files.Value.Keys.Except(expected).Select(static name => (name, "a file without a type: what it says was written cannot be read any more"))));
    }

    [Fact]
    public void Shapes_OfMessages_AreAsInTheirFiles() => Violations.AssertNone(
        $"a type's alias, ids and numbers as in its golden file. {Remedy}",
        MessageTypes.All.Where(static type => Files.Value.ContainsKey(NameOf(type))).SelectMany(static type =>
        {
            var (golden, present) = (GoldenFile.Parse(Files.Value[NameOf(type)]), GoldenFile.Of(type, Stored.Contains(type)));
            var added = present.Shape.Except(golden.Shape).Where(line => golden.Shape.All(old => old.Key != line.Key)).Select(static line => $"'{line}' is new, and not in the file");
            return golden.Breaks(present).Concat(added).Select(found => (NameOf(type), found));
        }));

    [Fact]
    public void Samples_OfEveryRelease_AreRead() => Violations.AssertNone(
        "a value that was written is read",
        MessageTypes.All.Where(static type => Files.Value.ContainsKey(NameOf(type)))
            .SelectMany(static type => GoldenFile.Parse(Files.Value[NameOf(type)]).UnreadSamples(type).Select(found => (NameOf(type), found))));

    [Fact]
    public void Samples_OfThisRelease_AreWrittenAsInTheirFiles() => Violations.AssertNone(
        $"the last sample of a golden file is what is written now. {Remedy}",
        MessageTypes.All.Where(static type => Files.Value.ContainsKey(NameOf(type)))
            .Where(static type => GoldenFile.Parse(Files.Value[NameOf(type)]).LastSample != GoldenFile.Of(type, Stored.Contains(type)).LastSample)
            .Select(static type => (NameOf(type), "other bytes")));

    [Fact]
    public void States_ThroughJson_AreTheSame() => Violations.AssertNone(
        "a stored state is read from JSON as it was written",
        Stored.Where(static type => !type.IsEnum && !type.IsAbstract).Select(static type =>
        {
            var serializer = new MessageSerializer();
            var value = SampleValue.Of(type);
            return serializer.Serialize(StoredJson.Read(StoredJson.Write(value, type), type), type).AsSpan().SequenceEqual(serializer.Serialize(value, type)) ? default : (NameOf(type), "another value");
        }).Where(static found => found != default));

    private static string NameOf(Type type) => MessageShape.Of(type).Alias ?? type.FullName!;

    /// <summary>States and what the journal keeps, and what they are made of.</summary>
    private static ImmutableHashSet<Type> StoredTypes()
    {
        var roots = MessageTypes.All[0].Assembly.GetTypes().Concat(typeof(Autoscaler.Grains.FleetOptions).Assembly.GetTypes())
            .SelectMany(static type => type.GetConstructors())
            .SelectMany(static constructor => constructor.GetParameters())
            .Select(static parameter => parameter.ParameterType)
            .Where(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>))
            .Select(static type => type.GetGenericArguments()[0])
            .Where(static type => !type.IsGenericParameter)
            .Concat(MessageTypes.All.Where(static type => typeof(FleetEvent).IsAssignableFrom(type)))
            .Append(typeof(ChangeRecord));
        var found = new HashSet<Type>();
        var pending = new Queue<Type>(roots);
        while (pending.TryDequeue(out var type))
        {
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            {
                pending.Enqueue(argument);
            }

            if (MessageShape.Of(type).IsAnnotated && found.Add(type))
            {
                foreach (var member in MessageShape.Of(type).Layers().SelectMany(static layer => layer.Members))
                {
                    pending.Enqueue(member.Type);
                }
            }
        }

        return [.. found];
    }

    /// <summary>The files, after what may be accepted was, if somebody asked for that.</summary>
    private static ImmutableSortedDictionary<string, string> Load()
    {
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            foreach (var type in MessageTypes.All)
            {
                AcceptGrowth(type);
            }
        }

        return Directory.EnumerateFiles(Folder, $"*{Extension}")
            .ToImmutableSortedDictionary(static path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
    }

    private static void AcceptGrowth(Type type)
    {
        var path = Path.Combine(Folder, NameOf(type) + Extension);
        var isStored = Stored.Contains(type);
        var golden = File.Exists(path) ? GoldenFile.Parse(File.ReadAllText(path)) : null;
        if (golden is null)
        {
            File.WriteAllText(path, GoldenFile.Of(type, isStored).ToString());
        }
        else if (!golden.Breaks(GoldenFile.Of(type, isStored)).Any() && !golden.UnreadSamples(type).Any())
        {
            File.WriteAllText(path, golden.Grown(type, isStored).ToString());
        }
    }
}
