using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>What an assembly references of others: evidence of how those declare it, where they themselves cannot be had.</summary>
internal static class ReferenceTable
{
    private static readonly SignatureText Text = new();

    public static ImmutableArray<ReferencedMember> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return
        [
            .. reader.TypeReferences.Select(handle => new ReferencedMember(AssemblyOf(reader, handle), Text.GetTypeFromReference(reader, handle, 0), null, null)),
            .. reader.MemberReferences.Select(handle => Member(reader, reader.GetMemberReference(handle))).OfType<ReferencedMember>(),
        ];
    }

    private static ReferencedMember? Member(MetadataReader reader, MemberReference member)
    {
        if (TypeOf(reader, member.Parent) is not { } type)
        {
            return null;
        }

        var name = reader.GetString(member.Name);
        return new(AssemblyOf(reader, type), Text.GetTypeFromReference(reader, type, 0), name, SignatureOf(member, name));
    }

    private static string SignatureOf(MemberReference member, string name)
    {
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            return ClrText.Field(member.DecodeFieldSignature(Text, null), name);
        }

        var method = member.DecodeMethodSignature(Text, null);
        return ClrText.Method(!method.Header.IsInstance, method.ReturnType, name, method.GenericParameterCount, method.ParameterTypes);
    }

    // The type itself, or the definition of a constructed one; null for a type of the assembly's own.
    private static TypeReferenceHandle? TypeOf(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
        {
            return (TypeReferenceHandle)parent;
        }

        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        var signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        signature.ReadByte();
        var definition = signature.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)definition : null;
    }

    private static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }
}
