using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.SingleProcess;

/// <summary>Builds objects of a grain class from services and persistent state.</summary>
internal sealed class GrainActivator
{
    private readonly ConstructorInvoker _invoker;
    private readonly Func<Activation, List<PersistentState>?, object?>[] _arguments;

    public GrainActivator(Type type)
    {
        var constructor = Choose(type);
        _invoker = ConstructorInvoker.Create(constructor);
        var parameters = constructor.GetParameters();
        StateCount = parameters.Count(static parameter => parameter.IsDefined(typeof(PersistentStateAttribute)));
        _arguments = [.. parameters.Select(ArgumentFor)];
    }

    /// <summary>How many persistent states the class takes.</summary>
    public int StateCount { get; }

    /// <summary>Builds the object, and adds its states, not read yet, to <paramref name="states"/>.</summary>
    public object Create(Activation activation, List<PersistentState>? states)
    {
        if (_arguments.Length == 0)
        {
            return _invoker.Invoke();
        }

        var values = new object?[_arguments.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = _arguments[index](activation, states);
        }

        return _invoker.Invoke(values.AsSpan());
    }

    private static ConstructorInfo Choose(Type type)
    {
        var constructors = type.GetConstructors();
        var marked = constructors.Where(static constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute))).ToList();
        return marked.Count == 1 ? marked[0]
            : constructors.Length == 1 ? constructors[0]
            : throw new OrleansException(
                $"Grain class {type} has {constructors.Length} public constructors; expected one, or one marked {nameof(ActivatorUtilitiesConstructorAttribute)}.");
    }

    private static Func<Activation, List<PersistentState>?, object?> ArgumentFor(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return StateArgument(parameter, state);
        }

        if (type == typeof(IGrainContext))
        {
            return static (activation, _) => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { Key: { } serviceKey })
        {
            return (activation, _) => activation.ActivationServices.GetRequiredKeyedService(type, serviceKey);
        }

        if (parameter.HasDefaultValue)
        {
            var fallback = parameter.DefaultValue;
            return (activation, _) => activation.ActivationServices.GetService(type) ?? fallback;
        }

        return (activation, _) => activation.ActivationServices.GetRequiredService(type);
    }

    private static Func<Activation, List<PersistentState>?, object?> StateArgument(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} is marked {nameof(PersistentStateAttribute)} and is a {type}; expected IPersistentState<T>.");
        }

        var slot = (StateSlot)System.Activator.CreateInstance(
            typeof(StateSlot<>).MakeGenericType(type.GetGenericArguments()), attribute.StateName, attribute.StorageName)!;
        return (activation, states) =>
        {
            var created = slot.Create(activation);
            states!.Add(created);
            return created;
        };
    }
}
