using System.Collections.Immutable;
using Orleans.Serialization;
using Orleans.SingleProcess.Serialization;

namespace Orleans.SingleProcess;

/// <summary>Passes a host's messages through bytes, and refuses message types that a cluster would refuse.</summary>
internal sealed class StrictMode(GrainReferences references, ExceptionSerializationOptions exceptionOptions)
{
    private static readonly Lock CheckLock = new();
    private static ImmutableHashSet<AssemblyGrains> _checked = [];

    public MessageSerializer Serializer { get; } = new(exceptionOptions, references);

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
