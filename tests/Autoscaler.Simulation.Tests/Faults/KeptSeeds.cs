namespace Autoscaler.Simulation.Tests.Faults;

/// <summary>Seeds that failed once, and what they found. What a seed does changes with the code that it runs; what was found has tests of its own as well where it can.</summary>
public static class KeptSeeds
{
    public static TheoryData<int, string> All => new()
    {
        { 4, "the activation of a slot that stayed had been overtaken, took its copies for settled, and left one starting for ever" },
        { 6, "the same of a cache: its entry stayed building" },
        { 191, "the same of a slot that the other activation had begun to drain: its instance stayed" },
        { 41, "an endpoint made anew was not ticked: an activation that took it for absent had its feed drop it" },
        { 125, "an endpoint whose deletion another activation had ended refused every put as being deleted" },
        { 250, "a second endpoint that was not ticked" },
        { 180, "a view showed an endpoint as being deleted long after another activation had ended it" },
        { 1049, "a subscription that arrived twice brought back the object that a poll was about to drop: the endpoint was not ticked" },
        { 928, "an overtaken cache repeated the call of a build that had failed and was deleted: a volume was left that no entry named" },
    };
}
