using System.Text;

namespace Autoscaler.Dashboard.Tests.Pages;

/// <summary>A page and its connection, which comes after it and may end before it.</summary>
[Collection(OneDashboard.Name)]
public sealed class ConnectionTests(OneDashboard one)
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

    [ChromiumFact]
    public async Task Page_FailsWhereNothingCatchesIt_SaysThatItStoppedAndComesBackWhenAsked()
    {
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        IWebSocketRoute? page = null;
        await window.Page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            socket.ConnectToServer();
            page = socket;
        });
        await window.GoAsync("/dashboard/capacity");
        await window.ConnectedAsync();
        var stopped = window.Page.Locator("#blazor-error-ui");
        await window.Expect(stopped).ToBeHiddenAsync();

        page!.Send(ServerFault("An unhandled exception has occurred."));

        await window.Expect(stopped).ToContainTextAsync("This page stopped at ");
        await window.Expect(stopped).ToBeVisibleAsync();
        await window.Expect(window.Page.Locator("#lost")).ToBeHiddenAsync();
        await window.Page.WaitForSelectorAsync("html.is-lost");
        await stopped.GetByRole(AriaRole.Button, new() { Name = "Load again" }).ClickAsync();
        await window.ConnectedAsync();
        await window.Expect(stopped).ToBeHiddenAsync();
    }

    // What a server says of a page whose code has thrown: a call of JS.Error with its text, in the connection's MessagePack, behind its length.
    private static byte[] ServerFault(string text)
    {
        byte[] call = [0x96, 0x01, 0x80, 0xc0, .. Text("JS.Error"), 0x91, .. Text(text), 0x90];
        return [(byte)call.Length, .. call];

        static byte[] Text(string text) => [0xd9, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
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
