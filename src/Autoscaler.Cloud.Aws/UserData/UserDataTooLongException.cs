namespace Autoscaler.Cloud.Aws.UserData;

/// <summary>User data is longer than the 16,384 bytes that EC2 takes.</summary>
internal sealed class UserDataTooLongException(string message) : Exception(message);
