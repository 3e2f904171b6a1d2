using System.CommandLine;
using System.Text.Json;
using Autoscaler.Dashboard.Benchmarks;

var pages = new Option<int>("--pages") { Description = "Pages that are open, half of them of the fleet and half of endpoints. Default 50.", DefaultValueFactory = static _ => 50 };
var endpoints = new Option<int>("--endpoints") { Description = "Endpoints of one copy each, beside the demo's four. Default 20.", DefaultValueFactory = static _ => 20 };
var speed = new Option<double>("--speed") { Description = "How fast the host's clock is; at 1 it is as with a real cloud. Default 1.", DefaultValueFactory = static _ => 1 };
var seconds = new Option<int>("--seconds") { Description = "How long each part is watched. Default 30.", DefaultValueFactory = static _ => 30 };
var command = new RootCommand("Measures what open pages of the dashboard cost the host, and how fast they are, in Chromium. The browser shares the machine.") { pages, endpoints, speed, seconds };
command.SetAction(async (parsed, _) =>
{
    var benchmark = new DashboardBenchmark(parsed.GetValue(pages), parsed.GetValue(endpoints), parsed.GetValue(speed), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    Console.WriteLine(JsonSerializer.Serialize(await benchmark.RunAsync(), JsonSerializerOptions.Web));
});
return await command.Parse(args).InvokeAsync();
