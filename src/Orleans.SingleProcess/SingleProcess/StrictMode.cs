using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Orleans.Serialization;
using Orleans.SingleProcess.CodeGeneration;
using Orleans.SingleProcess.Serialization;

namespace Orleans.SingleProcess;

/// <summary>Passes a host's messages through bytes, and refuses message types that a cluster would refuse.</summary>
internal sealed class StrictMode(GrainReferences references, ExceptionSerializationOptions exceptionOptions)
{
    private static readonly Lock CheckLock = new();
    private static ImmutableHashSet<AssemblyGrains> _checked = [];

    private static readonly ConcurrentDictionary<MethodInfo, Type[]> Parameters = new();

    public MessageSerializer Serializer { get; } = new(exceptionOptions, references);

    /// <summary>
    /// Gives a call copies of its arguments and of the values that flow with it, so that what the caller does to its own objects afterwards is not seen.
    /// False when something of it does not travel: the caller has its answer then.
    /// </summary>
    /// <exception cref="SerializerException">The call is one-way, so that only an exception can say that something of it does not travel.</exception>
    public bool Take(Request request)
    {
        try
        {
            var types = Parameters.GetOrAdd(request.InterfaceMethod, static method => [.. method.GetParameters().Select(static parameter => parameter.ParameterType)]);
            for (var index = 0; index < types.Length; index++)
            {
                var given = request.GetArgument(index);
                var copy = Serializer.Copy(given, types[index]);
                if (!ReferenceEquals(copy, given))
                {
                    request.SetArgument(index, copy);
                }
            }

            request.Values = request.Values is { IsEmpty: false } values ? Serializer.Copy(values) : null;
            return true;
        }
        catch (Exception refusal) when ((request.Options & RequestOptions.OneWay) == 0 && MessageSerializer.IsRefusal(refusal))
        {
            request.AnswerEarly(Task.FromException(refusal));
            return false;
        }
    }

    /// <summary>A response as its caller gets it.</summary>
    public Task TakeResult<TResult>(TResult result)
    {
        try
        {
            return Task.FromResult(Serializer.Copy(result));
        }
#pragma warning disable CA1031 // Its own code may fail too, and its caller must have an answer.
        catch (Exception refusal)
#pragma warning restore CA1031
        {
            return Task.FromException<TResult>(refusal);
        }
    }

    /// <exception cref="StrictModeException">Some types would not do in a cluster.</exception>
    public static void Check(IReadOnlyList<AssemblyGrains> assemblies)
    {
        lock (CheckLock)
        {
            // What an assembly declares never changes, and simulations start hosts by the thousand.
            if (_checked.IsSupersetOf(assemblies))
            {
                return;
            }

            var classes = assemblies.SelectMany(static assembly => assembly.Classes).ToList();
            var exceptions = classes.Select(static type => type.Assembly)
                .Concat(assemblies.SelectMany(static assembly => assembly.Interfaces).Select(static declared => declared.Type.Assembly))
                .Distinct()
                .SelectMany(static assembly => assembly.GetTypes())
                .Where(static type => typeof(Exception).IsAssignableFrom(type));
            var problems = MessageCheck.ProblemsOf(assemblies.SelectMany(static assembly => assembly.Interfaces).Select(static declared => declared.Type), classes, exceptions);
            if (!problems.IsEmpty)
            {
                throw new StrictModeException([.. problems.Select(static problem => problem.ToString())]);
            }

            _checked = [.. _checked, .. assemblies];
        }
    }
}
