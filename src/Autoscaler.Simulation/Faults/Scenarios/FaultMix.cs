using Autoscaler.Cloud.Simulated.Events;
using Orleans.SingleProcess.Simulation.Faults;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>
/// Each seed has a mix of its own: some faults not at all, some often. Where everything always goes wrong a little, a fleet gets into few of the places that much of
/// one fault and nothing of another brings it to.
/// </summary>
internal static class FaultMix
{
    private static readonly double[] Factors = [0, 0.3, 1, 1, 3];

    public static FaultPlan Of(FaultPlan plan, ulong seed)
    {
        var random = new RandomStreams(seed).Of("faults", "mix");
        return plan with
        {
            LoseRatio = plan.LoseRatio * Draw(random),
            DelayRatio = plan.DelayRatio * Draw(random),
            DoubleRatio = plan.DoubleRatio * Draw(random),
            CrashRatio = plan.CrashRatio * Draw(random),
            SecondActivationRatio = plan.SecondActivationRatio * Draw(random),
            WriteFailureRatio = plan.WriteFailureRatio * Draw(random),
            WriteConflictRatio = plan.WriteConflictRatio * Draw(random),
            WriteUnknownRatio = plan.WriteUnknownRatio * Draw(random),
            ClockJumpRatio = plan.ClockJumpRatio * Draw(random),
        };
    }

    private static double Draw(SeededRandom random) => Factors[(int)(random.NextDouble() * Factors.Length)];
}
