using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using Autoscaler.Cloud.Aws.Wire;

namespace Autoscaler.Cloud.Aws.Tests.Iam;

/// <summary>
/// The operations of AWS that the adapters' code calls, read from their compiled methods: calls of the SDK's clients by name, and operations of the JSON protocols where they
/// are made.
/// </summary>
internal static partial class CalledOperations
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    /// <summary>As <c>EC2.RunInstances</c>: the service's namespace in the SDK or the adapters, and the operation.</summary>
    public static IReadOnlySet<string> Find()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in typeof(AwsCloudOptions).Assembly.GetTypes())
        {
            foreach (var method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
            {
                found.UnionWith(OperationsOf(method));
            }
        }

        return found;
    }

    private static IEnumerable<string> OperationsOf(MethodBase method)
    {
        var (texts, makesOperation) = (new List<string>(), false);
        foreach (var (code, token) in Tokens(method))
        {
            if (code == OpCodes.Ldstr)
            {
                texts.Add(method.Module.ResolveString(token));
            }
            else if (Resolve(method, token) is { } called)
            {
                if (SdkOperationOf(called) is { } operation)
                {
                    yield return operation;
                }

                makesOperation |= called.DeclaringType is { } declaring && (declaring == typeof(WireOperation)
                    || (declaring.IsGenericType && declaring.GetGenericTypeDefinition() == typeof(WireOperation<,>) && called.IsConstructor));
            }
        }

        if (makesOperation && method.DeclaringType!.Namespace is { } space && space != typeof(WireOperation).Namespace)
        {
            foreach (var text in texts.Where(static text => OperationName().IsMatch(text)))
            {
                yield return $"{space[(space.LastIndexOf('.') + 1)..]}.{text}";
            }
        }
    }

    // IAmazonEC2.RunInstancesAsync, AmazonS3Client.ListObjectsV2Async.
    private static string? SdkOperationOf(MethodBase called)
    {
        var type = called.DeclaringType;
        var isClient = type?.Namespace is { } space && space.StartsWith("Amazon.", StringComparison.Ordinal) && space != "Amazon.Runtime"
            && (type.Name.StartsWith("IAmazon", StringComparison.Ordinal) || type.Name.EndsWith("Client", StringComparison.Ordinal));
        return isClient && called.Name.EndsWith("Async", StringComparison.Ordinal) ? $"{type!.Namespace!["Amazon.".Length..]}.{called.Name[..^"Async".Length]}" : null;
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            var ofType = method.DeclaringType?.IsGenericType == true ? method.DeclaringType.GetGenericArguments() : null;
            return method.Module.ResolveMember(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null) as MethodBase;
        }
        catch (ArgumentException)
        {
            // A token of something else.
            return null;
        }
    }

    private static IEnumerable<(OpCode Code, int Token)> Tokens(MethodBase method)
    {
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < body.Length;)
        {
            var value = body[at] == 0xFE ? (short)(0xFE00 | body[at + 1]) : body[at];
            var code = OpCodesByValue[value];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineString or OperandType.InlineTok)
            {
                yield return (code, BitConverter.ToInt32(body, at));
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }

    [GeneratedRegex("^[A-Z][a-z]+([A-Z][a-z]+)+$")]
    private static partial Regex OperationName();
}
