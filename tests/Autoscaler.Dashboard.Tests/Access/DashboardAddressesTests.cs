namespace Autoscaler.Dashboard.Tests.Access;

public sealed class DashboardAddressesTests
{
    [Theory]
    [InlineData(null, "/dashboard")]
    [InlineData("/dashboard/journal?find=x", "/dashboard/journal?find=x")]
    [InlineData("https://elsewhere.example/dashboard/", "/dashboard")]
    [InlineData("//elsewhere.example/dashboard/", "/dashboard")]
    [InlineData("/dashboard/..\\..\\elsewhere", "/dashboard")]
    [InlineData("/dashboards", "/dashboard")]
    [InlineData("/v1/fleet", "/dashboard")]
    public void Return_AnAddress_NeverLeadsElsewhere(string? to, string expected) => Assert.Equal(expected, DashboardAddresses.Return(to));
}
