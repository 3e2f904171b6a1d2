namespace Autoscaler.Dashboard.Tests.Pages;

/// <summary>A page is there before its connection is.</summary>
[Collection(OneDashboard.Name)]
public sealed class SlowConnectionTests(OneDashboard one)
{
    [ChromiumFact]
    public async Task Link_FollowedWhileThePageConnects_LeadsToItsPageAlone()
    {
        await one.PutAsync("slow/one");
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        var (asked, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await window.Page.RouteWebSocketAsync("**/_blazor**", socket => Hold(socket, asked, released.Task));
        await window.GoAsync("/dashboard/endpoints/slow/one");
        await window.Expect(window.Page.Locator(".plot")).ToBeVisibleAsync();
        await asked.Task;

        await window.Page.EvaluateAsync("document.body.appendChild(Object.assign(document.createElement('a'), { href: '/dashboard/endpoints/slow/absent' })).click()");
        await window.Expect(window.Test("not-found")).ToBeVisibleAsync();
        released.SetResult();

        await window.ConnectedAsync();
        await window.Expect(window.Test("not-found")).ToBeVisibleAsync();
        await window.Expect(window.Page.Locator(".plot")).ToHaveCountAsync(0);
        await window.Expect(window.Page.Locator("h1")).ToHaveCountAsync(1);
        Assert.Empty(window.Faults);
    }

    // Lets the handshake pass; what the server answers to the page's first call waits, and all after it, in order.
    private static void Hold(IWebSocketRoute page, TaskCompletionSource asked, Task released)
    {
        var server = page.ConnectToServer();
        var (calls, answers, last) = (0, 0, Task.CompletedTask);
        page.OnMessage(message =>
        {
            Pass(message, server);
            if (++calls == 2)
            {
                asked.TrySetResult();
            }
        });
        server.OnMessage(message => last = PassAsync(last, answers++ == 0 ? Task.CompletedTask : released, message));

        async Task PassAsync(Task earlier, Task free, IWebSocketFrame message)
        {
            await earlier;
            await free;
            Pass(message, page);
        }
    }

    private static void Pass(IWebSocketFrame message, IWebSocketRoute to)
    {
        if (message.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(message.Text!);
        }
    }
}
