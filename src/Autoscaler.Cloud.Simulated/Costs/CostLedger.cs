using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Costs;

/// <summary>Counts the money, by endpoint and kind: charges that run by the hour, brought up to date when one begins or ends, and charges made once.</summary>
internal sealed class CostLedger(WorldEvents events)
{
    private readonly SortedDictionary<EndpointId, Account> _accounts = [];

    public void Begin(EndpointId endpoint, CostKind kind, UsdPerHour price) => AccountOf(endpoint)[kind].Change(price.Value, 1, events.Now);

    public void End(EndpointId endpoint, CostKind kind, UsdPerHour price) => AccountOf(endpoint)[kind].Change(-price.Value, -1, events.Now);

    public void Charge(EndpointId endpoint, CostKind kind, decimal usd) => AccountOf(endpoint)[kind].Charge(usd);

    /// <summary>An endpoint's bill; of all endpoints where it is null.</summary>
    public CostReading Read(EndpointId? endpoint, double copyHours)
    {
        var usd = new decimal[Account.Kinds];
        var (instanceHours, launches) = (0d, 0);
        foreach (var (owner, account) in _accounts)
        {
            if (endpoint is { } wanted && owner != wanted)
            {
                continue;
            }

            for (var kind = 0; kind < Account.Kinds; kind++)
            {
                account[(CostKind)kind].Advance(events.Now);
                usd[kind] += account[(CostKind)kind].Usd;
            }

            instanceHours += account[CostKind.Instance].Hours;
            launches += account[CostKind.Instance].Begun;
        }

        return new CostReading
        {
            InstancesUsd = usd[(int)CostKind.Instance],
            BuildersUsd = usd[(int)CostKind.Builder],
            SnapshotsUsd = usd[(int)CostKind.Snapshot],
            RestoresUsd = usd[(int)CostKind.Restore],
            InstanceHours = instanceHours,
            CopyHours = copyHours,
            Launches = launches,
        };
    }

    private Account AccountOf(EndpointId endpoint)
    {
        if (!_accounts.TryGetValue(endpoint, out var account))
        {
            _accounts.Add(endpoint, account = new Account(events.Now));
        }

        return account;
    }

    private sealed class Account(DateTimeOffset start)
    {
        public const int Kinds = 4;

        private readonly Meter[] _meters = [new(start), new(start), new(start), new(start)];

        public Meter this[CostKind kind] => _meters[(int)kind];
    }

    private sealed class Meter(DateTimeOffset start)
    {
        private DateTimeOffset _until = start;
        private decimal _usdPerHour;
        private int _running;

        public decimal Usd { get; private set; }

        public double Hours { get; private set; }

        public int Begun { get; private set; }

        public void Change(decimal usdPerHour, int running, DateTimeOffset now)
        {
            Advance(now);
            _usdPerHour += usdPerHour;
            _running += running;
            Begun += Math.Max(0, running);
        }

        public void Charge(decimal usd) => Usd += usd;

        public void Advance(DateTimeOffset now)
        {
            var elapsed = now - _until;
            _until = now;
            Usd += _usdPerHour * elapsed.Ticks / TimeSpan.TicksPerHour;
            Hours += _running * elapsed.TotalHours;
        }
    }
}
