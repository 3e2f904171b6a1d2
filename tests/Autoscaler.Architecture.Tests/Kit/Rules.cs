namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>The rules, as failures and exemptions word them.</summary>
internal static class Rules
{
    public const string References = "a project references what its layer may reference, and nothing else";
    public const string FileLength = "a source file has at most 400 lines";
    public const string MethodLength = "a method has at most 70 lines";
    public const string NoConditionalCompilation = "no #if: what differs between the grain runtimes has a file for each";
    public const string TypeNames = "a type's name says what it is, without filler words";
    public const string FrameworkSuffixes = "Service and Handler end a type's name only where a framework says so";
    public const string OneConcept = "a source file holds the concept that it is named for, with its cases and parts";
    public const string Namespaces = "a namespace matches its folder";
}
