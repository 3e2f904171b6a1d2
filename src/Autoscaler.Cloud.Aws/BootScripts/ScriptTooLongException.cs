namespace Autoscaler.Cloud.Aws.BootScripts;

/// <summary>User data is longer than the 16,384 bytes that EC2 takes.</summary>
internal sealed class ScriptTooLongException(string message) : Exception(message);
