using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What an endpoint remembers between ticks of its components, in the spec's order. Immutable, not stored.</summary>
internal sealed record DemandBook(TimeSpan Period, ImmutableArray<DemandBook.Page> Pages)
{
    public static DemandBook Empty { get; } = new(TimeSpan.FromSeconds(10), []);

    /// <summary>The book for a spec: pages of components that stay are kept.</summary>
    public DemandBook For(EndpointSpec spec, TimeSpan period, DateTimeOffset now)
    {
        if (period == Period && IsFor(spec))
        {
            return this;
        }

        var pages = spec.Components.Select(component => Pages.FirstOrDefault(page => page.Spec.Name == component.Name) is { } page && period == Period
            ? page with { Spec = component, Demand = page.Demand.Under(component.Policy, now) }
            : new Page(component, ComponentDemandState.Start(component.Policy, period, now), null, default));
        return new DemandBook(period, [.. pages]);
    }

    /// <summary>The book after samples came.</summary>
    public DemandBook With(ImmutableArray<ComponentDemand> demand, Fleet fleet)
    {
        if (demand.IsEmpty)
        {
            return this;
        }

        var pages = Pages.ToBuilder();
        foreach (var component in demand)
        {
            for (var i = 0; i < pages.Count; i++)
            {
                var page = pages[i];
                if (page.Spec.Name == component.Component)
                {
                    var room = fleet.CountOf(component.Component).Ready * page.Spec.MaxConcurrencyPerCopy;
                    pages[i] = page with { Demand = page.Demand.With(component.Samples, page.Spec.Policy, room) };
                }
            }
        }

        return this with { Pages = pages.MoveToImmutable() };
    }

    /// <summary>The book after a decision.</summary>
    public DemandBook With(EndpointPlan plan)
    {
        var changed = false;
        for (var i = 0; i < Pages.Length && !changed; i++)
        {
            changed = Pages[i].Wanted != plan.Decision.Components[i].Wanted || Pages[i].Panic != plan.Panic[i];
        }

        return changed
            ? this with { Pages = [.. Pages.Select((page, i) => page with { Wanted = plan.Decision.Components[i].Wanted, Panic = plan.Panic[i] })] }
            : this;
    }

    /// <summary>The components as decisions see them; what is wanted falls back on what storage holds.</summary>
    public ImmutableArray<ComponentSnapshot> Snapshots(ImmutableArray<WantedCount> stored)
    {
        var snapshots = ImmutableArray.CreateBuilder<ComponentSnapshot>(Pages.Length);
        foreach (var page in Pages)
        {
            snapshots.Add(new ComponentSnapshot(page.Spec, page.Demand, page.Wanted ?? StoredFor(stored, page.Spec.Name), page.Panic));
        }

        return snapshots.MoveToImmutable();
    }

    private static int? StoredFor(ImmutableArray<WantedCount> stored, ComponentName component)
    {
        foreach (var wanted in stored)
        {
            if (wanted.Component == component)
            {
                return wanted.Copies;
            }
        }

        return null;
    }

    private bool IsFor(EndpointSpec spec)
    {
        if (spec.Components.Length != Pages.Length)
        {
            return false;
        }

        for (var i = 0; i < Pages.Length; i++)
        {
            if (!ReferenceEquals(Pages[i].Spec, spec.Components[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One component.</summary>
    internal sealed record Page(ComponentSpec Spec, ComponentDemandState Demand, int? Wanted, PanicState Panic);
}
