using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Decisions.Specs;

/// <summary>Whether the acceptable instances can hold what the components ask for at the least.</summary>
internal static class InstanceFitRules
{
    public static void Check(EndpointSpec spec, SpecErrorList errors)
    {
        var known = FindTypes(spec.InstanceTypes, errors);
        if (known is null || spec.Components.IsDefault || spec.Limits is not { } limits || !errors.IsRead("limits"))
        {
            return;
        }

        if (!(errors.IsRead("limits.maxPrice") && errors.IsRead("limits.maxAccelerators")))
        {
            return;
        }

        var usable = known.FindAll(type => !(type.OnDemandPrice.Value > limits.MaxPrice?.Value) && !(type.Accelerators > limits.MaxAccelerators));
        errors.Require(
            usable.Count > 0 || limits.MaxPrice is { Value: <= 0 } || limits.MaxAccelerators < 1,
            "instanceTypes", "at least one type within the limits of price and accelerators", $"{known.Count}, all above them");
        if (usable.Count == 0)
        {
            return;
        }

        var allFit = true;
        for (var i = 0; i < spec.Components.Length; i++)
        {
            allFit = spec.Components[i] is { } component && CheckComponent(component, $"components[{i}]", usable, errors) && allFit;
        }

        if (allFit)
        {
            CheckLeastInstances(spec.Components, limits.MaxInstances, usable, errors);
        }
    }

    /// <summary>What the types offer, or null where one of them is unknown, unread or missing: then nothing can be said about fits.</summary>
    private static List<InstanceTypeSpec>? FindTypes(ImmutableArray<InstanceTypeName> names, SpecErrorList errors)
    {
        var types = new List<InstanceTypeSpec>();
        var complete = errors.IsRead("instanceTypes") && !names.IsDefaultOrEmpty;
        for (var i = 0; !names.IsDefault && i < Math.Min(names.Length, EndpointSpecRules.MaxInstanceTypes); i++)
        {
            var field = $"instanceTypes[{i}]";
            var type = InstanceTypeCatalog.Find(names[i]);
            errors.Require(type is not null, field, "an instance type of the catalog", SpecText.Of(names[i].Value));
            complete = complete && type is not null && errors.IsRead(field);
            if (type is not null)
            {
                types.Add(type);
            }
        }

        return complete ? types : null;
    }

    private static bool CheckComponent(ComponentSpec component, string path, List<InstanceTypeSpec> usable, SpecErrorList errors)
    {
        var acceleratorsField = $"{path}.acceleratorsPerCopy";
        var memoryField = $"{path}.memoryPerCopy";
        var isRead = errors.IsRead(acceleratorsField) && errors.IsRead(memoryField);
        if (!isRead || component.AcceleratorsPerCopy < 1 || component.MemoryPerCopy.Value < 0)
        {
            return false;
        }

        var enough = usable.FindAll(type => type.Accelerators >= component.AcceleratorsPerCopy);
        if (enough.Count == 0)
        {
            errors.Require(
                false, acceleratorsField,
                $"at most {usable.Max(type => type.Accelerators)}, the most that an acceptable instance type within the limits has",
                SpecText.Of(component.AcceleratorsPerCopy));
            return false;
        }

        var most = enough.Max(type => type.HostMemory);
        errors.Require(
            component.MemoryPerCopy.CompareTo(most) <= 0, memoryField,
            $"at most {most}, the host memory of the largest acceptable instance type that has the accelerators", component.MemoryPerCopy.ToString());
        return component.MemoryPerCopy.CompareTo(most) <= 0;
    }

    /// <summary>
    /// Refuses bounds that no packing can satisfy. What is needed is a lower bound: all accelerators and all memory over the largest types, and each
    /// component by itself. For a single component it is exact; a mix may need more, and is then held back by the limit while it runs.
    /// </summary>
    private static void CheckLeastInstances(
        ImmutableArray<ComponentSpec> components, int maxInstances, List<InstanceTypeSpec> usable, SpecErrorList errors)
    {
        Int128 accelerators = 0;
        Int128 memory = 0;
        Int128 least = 0;
        for (var i = 0; i < components.Length; i++)
        {
            if (!errors.IsRead($"components[{i}].minCopies"))
            {
                return;
            }

            var component = components[i];
            Int128 copies = Math.Max(component.MinCopies, 0);
            accelerators += copies * component.AcceleratorsPerCopy;
            memory += copies * component.MemoryPerCopy.Value;
            least = Int128.Max(least, Ceiling(copies, usable.Max(type => CopiesPerInstance(component, type))));
        }

        least = Int128.Max(least, Ceiling(accelerators, usable.Max(type => type.Accelerators)));
        least = Int128.Max(least, Ceiling(memory, usable.Max(type => type.HostMemory).Value));
        errors.Require(
            least <= maxInstances || maxInstances < 1, "limits.maxInstances",
            $"at least {least}, which the components' minCopies need", SpecText.Of(maxInstances));
    }

    private static long CopiesPerInstance(ComponentSpec component, InstanceTypeSpec type)
    {
        long byAccelerators = type.Accelerators / component.AcceleratorsPerCopy;
        return component.MemoryPerCopy.Value == 0 ? byAccelerators : Math.Min(byAccelerators, type.HostMemory.Value / component.MemoryPerCopy.Value);
    }

    private static Int128 Ceiling(Int128 amount, long perInstance) => (amount + perInstance - 1) / perInstance;
}
