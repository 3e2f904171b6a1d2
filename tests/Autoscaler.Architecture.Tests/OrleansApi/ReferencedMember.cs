namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>A type that an assembly references, or one of its members.</summary>
/// <param name="Assembly">The assembly that holds the type.</param>
/// <param name="Type">The type's name as metadata has it.</param>
/// <param name="Name">The member's name; null for the type itself.</param>
/// <param name="Signature">The member as <see cref="ClrText"/> writes it; null for the type itself.</param>
internal sealed record ReferencedMember(string Assembly, string Type, string? Name, string? Signature);
