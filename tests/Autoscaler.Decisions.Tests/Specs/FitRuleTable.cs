using Autoscaler.Contracts.Specs;
using static Autoscaler.Decisions.Tests.Specs.SpecExamples;

namespace Autoscaler.Decisions.Tests.Specs;

/// <summary>
/// The rules between components, types and limits. The valid spec has g6.2xlarge (1 accelerator, 32 GiB, $0.98/h) and g6.12xlarge (4, 192 GiB,
/// $4.60/h).
/// </summary>
internal static class FitRuleTable
{
    public static IEnumerable<SpecRule> All =>
    [
        new("a type has the accelerators", "components[0].acceleratorsPerCopy", Copy(4, 8), Copy(5, 8)),
        new("a type within the price has the accelerators", "components[0].acceleratorsPerCopy",
            Copy(4, 8) with { Limits = new() { MaxPrice = new(4.61m) } }, Copy(4, 8) with { Limits = new() { MaxPrice = new(4.60m) } }),
        new("a type within the limit has the accelerators", "components[0].acceleratorsPerCopy",
            Copy(2, 8) with { Limits = new() { MaxAccelerators = 4 } }, Copy(2, 8) with { Limits = new() { MaxAccelerators = 3 } }),
        new("a type has the memory", "components[0].memoryPerCopy", Copy(1, 206), Copy(1, 207)),
        new("a type within the limit has the memory", "components[0].memoryPerCopy",
            Copy(1, 34) with { Limits = new() { MaxAccelerators = 1 } }, Copy(1, 35) with { Limits = new() { MaxAccelerators = 1 } }),
        new("a type is within the price", "instanceTypes",
            WithLimits(l => l with { MaxPrice = new(0.98m) }), WithLimits(l => l with { MaxPrice = new(0.97m) })),
        new("min copies fit by accelerators", "limits.maxInstances", MinCopies(8, 8, 2), MinCopies(9, 8, 2)),
        new("min copies fit by memory", "limits.maxInstances",
            MinCopies(2, 100, 1), MinCopies(3, 100, 1) with { Limits = new() { MaxInstances = 1 } }),
        new("min copies are not split over instances", "limits.maxInstances", Triples(2, 2), Triples(2, 1)),
        new("min copies of all components fit", "limits.maxInstances",
            Pair(4, 4, maxInstances: 2), Pair(4, 5, maxInstances: 2)),
        new("the largest numbers do not overflow", "limits.maxInstances", MinCopies(4, 8, 1), MinCopies(int.MaxValue, 8, 10_000)),
    ];

    private static EndpointSpec Copy(int accelerators, double memoryGigabytes) =>
        With(component => component with { AcceleratorsPerCopy = accelerators, MemoryPerCopy = ByteCount.FromGigabytes(memoryGigabytes) });

    private static EndpointSpec MinCopies(int copies, double memoryGigabytes, int maxInstances) =>
        With(component => component with { MinCopies = copies, MaxCopies = int.MaxValue, MemoryPerCopy = ByteCount.FromGigabytes(memoryGigabytes) })
            with { Limits = new() { MaxInstances = maxInstances } };

    // Three accelerators a copy: a fourth on the instance stays free and cannot be shared, so each copy has an instance to itself.
    private static EndpointSpec Triples(int copies, int maxInstances) =>
        With(component => component with { MinCopies = copies, AcceleratorsPerCopy = 3 }) with { Limits = new() { MaxInstances = maxInstances } };

    private static EndpointSpec Pair(int first, int second, int maxInstances) => Valid with
    {
        Components =
        [
            SpecExamples.Component with { MinCopies = first },
            SpecExamples.Component with { Name = new ComponentName("second"), MinCopies = second },
        ],
        Limits = new() { MaxInstances = maxInstances },
    };
}
