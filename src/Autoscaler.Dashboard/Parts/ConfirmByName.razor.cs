using Microsoft.AspNetCore.Components;
using Radzen;

namespace Autoscaler.Dashboard.Parts;

/// <summary>Asks whoever wants something that cannot be undone to type its name.</summary>
public partial class ConfirmByName
{
    private string? _typed;
    private bool _isBusy;
    private ImmutableArray<string> _errors = [];

    /// <summary>What will happen.</summary>
    [Parameter, EditorRequired]
    public string Question { get; set; } = string.Empty;

    /// <summary>The name to type.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>What the button says.</summary>
    [Parameter, EditorRequired]
    public string Verb { get; set; } = string.Empty;

    /// <summary>Does it; what comes back is why not.</summary>
    [Parameter, EditorRequired]
    public Func<Task<ImmutableArray<string>>> Act { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    /// <summary>Opens it.</summary>
    internal static Task AskAsync(DialogService dialogs, string title, string question, string name, string verb, Func<Task<ImmutableArray<string>>> act) => dialogs.OpenAsync<ConfirmByName>(
        title,
        new Dictionary<string, object?> { [nameof(Question)] = question, [nameof(Name)] = name, [nameof(Verb)] = verb, [nameof(Act)] = act },
        new DialogOptions { Width = "min(30rem, calc(100vw - 2rem))", CloseDialogOnEsc = true, AutoFocusFirstElement = true });

    private async Task ConfirmAsync()
    {
        if (_typed != Name || _isBusy)
        {
            return;
        }

        _isBusy = true;
        _errors = await Act();
        _isBusy = false;
        if (_errors.IsEmpty)
        {
            Dialogs.Close(true);
        }
    }
}
