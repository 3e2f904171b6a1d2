namespace System.Runtime.CompilerServices;

/// <summary>.NET Standard 2.0 lacks the type that records need.</summary>
internal static class IsExternalInit
{
}
