using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Tests.Options;

public sealed class HostSectionTests
{
    private readonly List<OptionError> _errors = [];

    [Fact]
    public void Read_Nothing_TakesTheDefaults()
    {
        var options = Read([]);

        Assert.Empty(_errors);
        Assert.Equal(
            (CloudKind.Simulated, GrainRuntime.Traits.DefaultSpeed, 1ul, null, true, "http://127.0.0.1:5080"),
            (options.Cloud, options.Speed, options.Seed, options.DataFolder, options.PlaysDemo, Assert.Single(options.Urls)));
    }

    [Theory]
    [InlineData("1", 1d)]
    [InlineData("0x10", null)]
    [InlineData("3600", 3600d)]
    [InlineData("2.5", 2.5)]
    [InlineData("0.99", null)]
    [InlineData("3600.1", null)]
    [InlineData("NaN", null)]
    [InlineData("fast", null)]
    public void Read_Speed_AcceptsItsRangeOnly(string text, double? expected)
    {
        var options = Read(new() { ["Autoscaler:Speed"] = text });

        Assert.Equal(expected ?? GrainRuntime.Traits.DefaultSpeed, options.Speed);
        Assert.Equal(expected is null ? [new OptionError("Autoscaler:Speed", "simulated seconds in a real one, 1 to 3600", text)] : [], _errors);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://localhost:5080;https://[::]:5443", true)]
    [InlineData("http://*:80", true)]
    [InlineData("5080", false)]
    [InlineData("ftp://127.0.0.1:21", false)]
    [InlineData("http://127.0.0.1:5080/path", false)]
    [InlineData("http://127.0.0.1:70000", false)]
    public void Read_Urls_AreAddressesOfHttp(string text, bool isAccepted)
    {
        var options = Read(new() { ["Urls"] = text });

        Assert.Equal(text.Split(';'), options.Urls);
        Assert.Equal(isAccepted ? [] : [new OptionError("Urls", "http://ADDRESS:PORT or https://ADDRESS:PORT, separated by semicolons", text)], _errors);
    }

    [Fact]
    public void Read_KestrelSaysWhereToListen_IsLeftToIt() =>
        Assert.Empty(Read(new() { ["Kestrel:Endpoints:Https:Url"] = "https://0.0.0.0:5443" }).Urls);

    [Fact]
    public void Read_WhatCannotBe_IsToldAllAtOnce()
    {
        var file = typeof(HostSectionTests).Assembly.Location;

        Read(new() { ["Autoscaler:Cloud"] = "azure", ["Autoscaler:Seed"] = "-1", ["Autoscaler:Data"] = file, ["Autoscaler:Demo"] = "yes", ["Autoscaler:Sped"] = "3" });

        Assert.Collection(
            _errors,
            static error => Assert.Equal(new OptionError("Autoscaler:Cloud", "simulated or aws", "azure"), error),
            static error => Assert.Equal(("Autoscaler:Seed", "-1"), (error.Option, error.Found)),
            error => Assert.Equal(("Autoscaler:Data", file), (error.Option, error.Found)),
            static error => Assert.Equal(new OptionError("Autoscaler:Demo", "on or off", "yes"), error),
            static error => Assert.Equal(new OptionError("Autoscaler:Sped", "one of Cloud, Data, Demo, ResetAdminKey, Seed, Speed", "Sped"), error));
    }

    private SiloHostOptions Read(Dictionary<string, string?> values) =>
        HostSection.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), static path => path, _errors);
}
