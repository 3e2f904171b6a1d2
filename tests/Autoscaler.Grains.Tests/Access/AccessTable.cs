namespace Autoscaler.Grains.Tests.Access;

/// <summary>
/// Who may call what: a line for each method of each grain interface, and for each kind of key where that matters. The columns are no caller; viewer, operator and admin of
/// the tenant concerned; of another tenant; of the platform. y: it may; r: its role is too low; n: it does not exist for it; x: the method is not offered.
/// </summary>
internal static class AccessTable
{
    private const string Look = "y yyy nnn yyy";
    private const string Operate = "y ryy nnn ryy";
    private const string Administer = "y rry nnn rry";
    private const string AdministerTenants = "y rrr nnn rry";
    private const string LookAtThePlatform = "y nnn nnn yyy";
    private const string AdministerThePlatform = "y nnn nnn rry";
    private const string Nobody = "y xxx xxx xxx";

    public static ImmutableArray<(string Method, string Key, string Allowed)> Rows { get; } =
    [
        ("IEndpointGrain.PutAsync", "acme/chat", Operate),
        ("IEndpointGrain.SetPolicyAsync", "acme/chat", Operate),
        ("IEndpointGrain.DeleteAsync", "acme/chat", Administer),
        ("IEndpointGrain.OverrideAsync", "acme/chat", Operate),
        ("IEndpointGrain.EndOverrideAsync", "acme/chat", Operate),
        ("IEndpointGrain.SetPausedAsync", "acme/chat", Operate),
        ("IEndpointGrain.ActivateAsync", "acme/chat", Operate),
        ("IEndpointGrain.PushDemandAsync", "acme/chat", Operate),
        ("IEndpointGrain.GetViewAsync", "acme/chat", Look),
        ("IEndpointGrain.SubscribeAsync", "acme/chat", Look),
        ("IEndpointGrain.UnsubscribeAsync", "acme/chat", Look),
        ("IEndpointGrain.TickAsync", "acme/chat", Nobody),
        ("IEndpointGrain.ReportSlotAsync", "acme/chat", Nobody),
        ("IEndpointGrain.ReportCacheAsync", "acme/chat", Nobody),
        ("ITenantGrain.PutAsync", "acme", AdministerTenants),
        ("ITenantGrain.DeleteAsync", "acme", AdministerTenants),
        ("ITenantGrain.GetViewAsync", "acme", Look),
        ("ITenantGrain.ListEndpointsAsync", "acme", Look),
        ("ITenantGrain.AdmitAsync", "acme", Nobody),
        ("ITenantGrain.ReleaseAsync", "acme", Nobody),
        ("ITenantGrain.ReportAsync", "acme", Nobody),
        ("IKeyRingGrain.CreateAsync", "tenant/acme", Administer),
        ("IKeyRingGrain.CreateAsync", "platform", AdministerThePlatform),
        ("IKeyRingGrain.ListAsync", "tenant/acme", Administer),
        ("IKeyRingGrain.ListAsync", "platform", AdministerThePlatform),
        ("IKeyRingGrain.RevokeAsync", "tenant/acme", Administer),
        ("IKeyRingGrain.RevokeAsync", "platform", AdministerThePlatform),
        ("IKeyRingGrain.CreateFirstAsync", "platform", Nobody),
        ("IKeyRingGrain.ReplaceFirstAsync", "platform", Nobody),
        ("IKeyRingGrain.AuthenticateAsync", "tenant/acme", Nobody),
        ("IKeyRingGrain.ClearAsync", "tenant/acme", Nobody),
        ("IHistoryGrain.GetEventsAsync", "acme/chat", Look),
        ("IHistoryGrain.GetEventsAsync", "acme", Look),
        ("IHistoryGrain.GetEventsAsync", "*", LookAtThePlatform),
        ("IHistoryGrain.GetChangesAsync", "acme/chat", Look),
        ("IHistoryGrain.GetChangesAsync", "acme", Look),
        ("IHistoryGrain.GetChangesAsync", "*", LookAtThePlatform),
        ("IHistoryGrain.GetDemandAsync", "acme/chat", Look),
        ("IHistoryGrain.GetDemandAsync", "*", LookAtThePlatform),
        ("IFleetDirectoryGrain.ListTenantsAsync", "fleet", LookAtThePlatform),
        ("IFleetDirectoryGrain.ListEndpointsAsync", "fleet", LookAtThePlatform),
        ("IFleetDirectoryGrain.GetSummaryAsync", "fleet", LookAtThePlatform),
        ("IFleetDirectoryGrain.AddAsync", "fleet", Nobody),
        ("IFleetDirectoryGrain.RemoveAsync", "fleet", Nobody),
        ("ICapacityMemoryGrain.GetSnapshotAsync", "capacity", LookAtThePlatform),
        ("ICapacityMemoryGrain.RecordAsync", "capacity", Nobody),
        ("IInstanceSlotGrain.ApplyAsync", "acme/chat/0", Nobody),
        ("IInstanceSlotGrain.HearAsync", "acme/chat/0", Nobody),
        ("IInstanceSlotGrain.GetReportAsync", "acme/chat/0", Nobody),
        ("IImageCacheGrain.SetWantedAsync", "acme/chat", Nobody),
        ("IImageCacheGrain.ResolveAsync", "acme/chat", Nobody),
        ("IImageCacheGrain.ReportBuildGoneAsync", "acme/chat", Nobody),
        ("IImageCacheGrain.ReportChecksAsync", "acme/chat", Nobody),
        ("IImageCacheGrain.PrebuildAsync", "acme/chat", Operate),
        ("IImageCacheGrain.PurgeEntryAsync", "acme/chat", Administer),
        ("IImageCacheGrain.EvictAsync", "acme/chat", Nobody),
        ("IImageCacheGrain.GetReceiptsAsync", "acme/chat", Look),
        ("IImageCacheGrain.GetReportAsync", "acme/chat", Look),
        ("ICacheQuotaGrain.ClaimBuilderAsync", "acme", Nobody),
        ("ICacheQuotaGrain.ReleaseBuilderAsync", "acme", Nobody),
        ("ICacheQuotaGrain.TellUsageAsync", "acme", Nobody),
        ("IRestoreQuotaGrain.RankAsync", "region", Nobody),
        ("IOrphanSweepGrain.StartAsync", "sweeper", Nobody),
        ("IMetricFeedGrain.StartAsync", "0", Nobody),
        ("IMetricFeedGrain.SubscribeAsync", "0", Nobody),
        ("IMetricFeedGrain.TickSoonAsync", "0", Nobody),
    ];
}
