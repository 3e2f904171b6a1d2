using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Autoscaler.Architecture.Tests;

public sealed class MessageTests
{
    [Fact]
    public void Messages_OfTheContractsAndGrains_AreFound()
    {
        Assert.True(MessageTypes.Sent.Length > 50, $"Expected the types of the contracts; found {MessageTypes.Sent.Length}.");
        Assert.True(MessageTypes.Stored.Length >= 4, $"Expected the states of the grains; found {MessageTypes.Stored.Length}.");
    }

    [Fact]
    public void Messages_OfEveryKind_AreSerializable() => Violations.AssertNone(
        "a type that is sent or stored has [GenerateSerializer] and [Alias]",
        MessageTypes.All.SelectMany(static type => MissingAttributes(type, typeof(GenerateSerializerAttribute), typeof(AliasAttribute))));

    [Fact]
    public void Messages_WithContents_AreMarkedImmutable() => Violations.AssertNone(
        "a class or struct that is sent or stored has [Immutable]",
        MessageTypes.All.Where(static type => !type.IsEnum).SelectMany(static type => MissingAttributes(type, typeof(ImmutableAttribute))));

    [Fact]
    public void Aliases_OfMessages_AreUnique() => Violations.AssertNone(
        "an alias names one type",
        Repeated(MessageTypes.All.Concat(MessageTypes.GrainInterfaces), static type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias, static type => type.Name)
            .Select(static repeated => ("alias", repeated)));

    [Fact]
    public void Ids_OfAMessagesMembers_AreThereAndUnique() => Violations.AssertNone(
        "every member that holds something has an [Id] of its own",
        MessageTypes.All.SelectMany(static type => WrongIds(type).Select(found => (type.FullName!, found))));

    [Fact]
    public void Messages_OnceMade_StayAsTheyAre() => Violations.AssertNone(
        "a message has init-only properties, no fields, and holds what can be sent",
        MessageTypes.All.SelectMany(static type => MutableParts(type).Select(found => (type.FullName!, found))));

    private static IEnumerable<(string Subject, string Found)> MissingAttributes(Type type, params Type[] attributes) =>
        attributes.Where(attribute => !type.IsDefined(attribute, false)).Select(attribute => (type.FullName!, $"no [{attribute.Name[..^"Attribute".Length]}]"));

    private static IEnumerable<string> WrongIds(Type type)
    {
        var properties = MessageTypes.StoredProperties(type).ToList();
        var missing = properties.Where(static property => !property.IsDefined(typeof(IdAttribute), false)).Select(static property => $"{property.Name} has none");
        return missing.Concat(Repeated(properties, static property => property.GetCustomAttribute<IdAttribute>()?.Id.ToString(), static property => property.Name));
    }

    private static IEnumerable<string> MutableParts(Type type)
    {
        foreach (var field in MessageTypes.WrittenFields(type))
        {
            yield return $"the field {field.Name}";
        }

        foreach (var property in MessageTypes.StoredProperties(type))
        {
            if (property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            {
                yield return $"{property.Name} can be set";
            }

            if (!MessageTypes.CanBeSent(property.PropertyType))
            {
                yield return $"{property.Name} is a {property.PropertyType}";
            }
        }
    }

    private static IEnumerable<string> Repeated<T>(IEnumerable<T> items, Func<T, string?> key, Func<T, string> name) =>
        items.Where(item => key(item) is not null)
            .GroupBy(key)
            .Where(static group => group.Count() > 1)
            .Select(group => $"{group.Key} of {string.Join(", ", group.Select(name))}");
}
