using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace Autoscaler.Architecture.Tests;

public sealed class GrainInterfaceTests
{
    private static readonly ImmutableArray<Type> AnswerTypes = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>)];

    [Fact]
    public void GrainInterfaces_OfTheContracts_AreFoundAndNamed()
    {
        Assert.NotEmpty(MessageTypes.GrainInterfaces);
        Assert.All(MessageTypes.GrainInterfaces, static type => Assert.True(type.IsDefined(typeof(AliasAttribute), false), $"{type} has no [Alias]."));
    }

    [Fact]
    public void Methods_OfGrainInterfaces_HaveTheShapeOfACall() => Violations.AssertNone(
        "a grain method has a unique [Alias], ends in Async, answers by a task, takes a CancellationToken last and without a default, or is an observer's and one-way, and sends messages only",
        MessageTypes.GrainInterfaces.SelectMany(static type => Wrongs(type).Select(found => (type.Name, found))));

    private static IEnumerable<string> Wrongs(Type type)
    {
        var methods = type.GetMethods();
        foreach (var repeated in methods.GroupBy(static method => method.GetCustomAttribute<AliasAttribute>()?.Alias).Where(static group => group.Key is not null && group.Count() > 1))
        {
            yield return $"the alias {repeated.Key} of {string.Join(", ", repeated.Select(static method => method.Name))}";
        }

        foreach (var wrong in methods.SelectMany(Wrongs))
        {
            yield return wrong;
        }
    }

    private static IEnumerable<string> Wrongs(MethodInfo method)
    {
        if (!method.IsDefined(typeof(AliasAttribute), false))
        {
            yield return $"{method.Name} has no [Alias]";
        }

        if (!method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            yield return $"{method.Name} does not end in Async";
        }

        var answer = method.ReturnType;
        if (!AnswerTypes.Contains(answer.IsGenericType ? answer.GetGenericTypeDefinition() : answer))
        {
            yield return $"{method.Name} answers {answer}";
        }

        var parameters = method.GetParameters();
        if (MessageTypes.IsObserver(method.DeclaringType!))
        {
            // Nobody waits for an observer, so nobody could give up waiting.
            if (!method.IsDefined(typeof(OneWayAttribute), false))
            {
                yield return $"{method.Name} is not [OneWay]";
            }
        }
        else if (parameters.Length == 0 || parameters[^1].ParameterType != typeof(CancellationToken) || parameters[^1].HasDefaultValue)
        {
            yield return $"{method.Name} does not end with a CancellationToken without a default";
        }

        var sent = parameters.Select(static parameter => parameter.ParameterType).Where(static parameter => parameter != typeof(CancellationToken));
        foreach (var unfit in sent.Concat(answer.GetGenericArguments()).Where(static value => !MessageTypes.CanBeSent(value)))
        {
            yield return $"{method.Name} sends {unfit}";
        }
    }
}
