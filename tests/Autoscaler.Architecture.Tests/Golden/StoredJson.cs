using System.Reflection;
using Orleans.SingleProcess.Storage;

namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>JSON as the storages that keep JSON write it.</summary>
internal static class StoredJson
{
    private static readonly JsonStateSerializer Serializer = new();

    public static string Write(object value, Type type) => Call<BinaryData>(nameof(JsonStateSerializer.Serialize), type, value).ToString();

    public static object Read(string json, Type type) => Call<object>(nameof(JsonStateSerializer.Deserialize), type, BinaryData.FromString(json));

    private static T Call<T>(string method, Type type, object argument) =>
        (T)typeof(JsonStateSerializer).GetMethod(method)!.MakeGenericMethod(type).Invoke(Serializer, BindingFlags.DoNotWrapExceptions, null, [argument], null)!;
}
