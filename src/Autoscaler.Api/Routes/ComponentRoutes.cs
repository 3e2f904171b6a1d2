using System.Text.Json.Nodes;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;
using Autoscaler.Documents.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Components, their policies, and copies set by hand.</summary>
internal static class ComponentRoutes
{
    /// <summary>The address of one.</summary>
    public const string One = $"{EndpointRoutes.One}/components/{{component}}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{EndpointRoutes.One}/components", ListAsync).For(Role.Viewer, "An endpoint's components, with their specs.").Answers<ComponentList>();
        routes.MapGet(One, GetAsync).For(Role.Viewer, "A component, with its spec.").Answers<ComponentDetails>();
        routes.MapGet($"{One}/policy", GetPolicyAsync).For(Role.Viewer, "A component's policy.").AnswersOrAs<ScalingPolicy>(MediaTypes.Yaml);
        routes.MapPut($"{One}/policy", PutPolicyAsync).For(Role.Operator, "Replaces a component's policy.").TakesDocument<ScalingPolicy>().Conditional()
            .AnswersOrAs<ScalingPolicy>(MediaTypes.Yaml);
        routes.MapPut($"{One}/override", PutOverrideAsync).For(Role.Operator, "Sets a component's copies by hand, for a time.").Takes<OverrideRequest>().Answers<EndpointView>();
        routes.MapDelete($"{One}/override", DeleteOverrideAsync).For(Role.Operator, "Ends an override.").Conflicts().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        var view = await call.FindEndpointAsync();
        var specs = SpecsOf(view);
        return Answers.Json(new ComponentList([.. Enumerable.Range(0, specs.Count).Select(index => DetailsOf(view, specs, index))]));
    }

    private static async Task<IResult> GetAsync(ApiCall call)
    {
        var (view, index) = await call.FindComponentAsync();
        return Answers.Json(DetailsOf(view, SpecsOf(view), index));
    }

    private static async Task<IResult> GetPolicyAsync(ApiCall call)
    {
        var (view, index) = await call.FindComponentAsync();
        return Answers.Document(call, view.Spec!.Components[index].Policy, PolicyDocument.WriteYaml, view.Version);
    }

    private static async Task<IResult> PutPolicyAsync(ApiCall call)
    {
        var condition = Preconditions.Read(call.Http.Request);
        var document = PolicyDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name, RequestBody.SyntaxOf(call.Http.Request));
        var policy = RequestBody.ValueOf(document);
        await call.FindComponentAsync();
        var result = await call.EndpointGrain().SetPolicyAsync(call.Component, policy, condition, call.Aborted);
        ChangeProblems.ThrowIfNotMade(result, document.Locate);
        return Answers.Document(call, policy, PolicyDocument.WriteYaml, result.Version);
    }

    private static async Task<IResult> PutOverrideAsync(ApiCall call, TimeProvider clock)
    {
        var document = OverrideDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name);
        var request = RequestBody.ValueOf(document);
        await call.FindComponentAsync();
        // By the service's own clock, which is also the grains'.
        var until = request.Until ?? clock.GetUtcNow() + request.For!.Value;
        ChangeProblems.ThrowIfNotMade(await call.EndpointGrain().OverrideAsync(call.Component, request.Copies, until, call.Aborted), document.Locate);
        return Answers.Endpoint(call, await call.EndpointGrain().GetViewAsync(call.Aborted));
    }

    private static async Task<IResult> DeleteOverrideAsync(ApiCall call)
    {
        await call.FindComponentAsync();
        ChangeProblems.ThrowIfNotMade(await call.EndpointGrain().EndOverrideAsync(call.Component, call.Aborted));
        return TypedResults.NoContent();
    }

    private static JsonArray SpecsOf(EndpointView view) => EndpointDocument.WriteJson(view.Spec!)["components"]!.AsArray();

    private static ComponentDetails DetailsOf(EndpointView view, JsonArray specs, int index)
    {
        var name = view.Spec!.Components[index].Name;
        var shown = view.Components.FirstOrDefault(component => component.Name == name);
        return new ComponentDetails(
            name, shown?.Latest, shown?.LaunchesStopped ?? false, view.Overrides.FirstOrDefault(set => set.Component == name), specs[index]!.DeepClone().AsObject());
    }
}
