using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.SingleProcess.Generator;

/// <summary>Writes the class whose objects are the calls of one grain method.</summary>
internal static class RequestWriter
{
    private const string Api = "global::Orleans.SingleProcess.CodeGeneration";
    private const string TokenType = "System.Threading.CancellationToken";

    private static readonly string[] OptionNames = ["AlwaysInterleave", "ReadOnly", "OneWay"];

    public static void Write(StringBuilder text, INamedTypeSymbol symbol, IMethodSymbol method, string requestName)
    {
        var shape = ReturnShape.Of(method.ReturnType)!;
        var parent = shape.Result is null ? "VoidRequest" : $"Request<{shape.Result.ToDisplayString(ProxyWriter.TypeFormat)}>";
        text.AppendLine();
        text.AppendLine($"        private sealed class {requestName} : {Api}.{parent}");
        text.AppendLine("        {");
        text.AppendLine("            private static global::System.Reflection.MethodInfo? s_method;");
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            text.AppendLine($"            private {ProxyWriter.TypeOf(method.Parameters[index])} _arg{index};");
        }

        var parameters = string.Join(", ", method.Parameters.Select(static (parameter, index) => $"{ProxyWriter.TypeOf(parameter)} arg{index}"));
        text.AppendLine($"            public {requestName}({parameters})").AppendLine("            {");
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            text.AppendLine($"                _arg{index} = arg{index};");
        }

        text.AppendLine("            }");
        WriteNames(text, symbol, method);
        WriteOptions(text, method, shape);
        WriteToken(text, method);
        WriteArguments(text, method);

        var arguments = string.Join(", ", method.Parameters.Select(static (_, index) => $"_arg{index}"));
        var call = $"(({ProxyWriter.ContainerOf(method)})grain).{ProxyWriter.Escaped(method)}({arguments})";
        text.AppendLine("            protected override global::System.Threading.Tasks.Task InvokeAsync(object grain)");
        text.AppendLine("            {");
        text.AppendLine($"                {(shape.IsVoid ? "" : "return ")}{call}{(shape.IsValueTask ? ".AsTask()" : "")};");
        if (shape.IsVoid)
        {
            text.AppendLine("                return global::System.Threading.Tasks.Task.CompletedTask;");
        }

        text.AppendLine("            }").AppendLine("        }");
    }

    private static void WriteNames(StringBuilder text, INamedTypeSymbol symbol, IMethodSymbol method)
    {
        var types = string.Join(", ", method.Parameters.Select(static parameter => $"typeof({NakedTypeOf(parameter)})"));
        text.AppendLine($"            public override string MethodName => \"{method.Name}\";");
        text.AppendLine($"            public override uint MethodId => 0x{MethodId(method):x8}u;");
        text.AppendLine($"            public override global::System.Type InterfaceType => typeof({symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)});");
        text.AppendLine($"            public override global::System.Reflection.MethodInfo InterfaceMethod => s_method ??= FindMethod(typeof({ProxyWriter.ContainerOf(method)}), \"{method.Name}\", new global::System.Type[] {{ {types} }});");
    }

    private static void WriteOptions(StringBuilder text, IMethodSymbol method, ReturnShape shape)
    {
        var options = OptionNames
            .Where(name => ProxyWriter.HasAttribute(method, name + "Attribute") || (name == "OneWay" && shape.IsVoid))
            .Select(static name => $"{Api}.RequestOptions.{name}")
            .ToList();
        if (options.Count > 0)
        {
            text.AppendLine($"            public override {Api}.RequestOptions Options => {string.Join(" | ", options)};");
        }

        if (ResponseTimeoutOf(method) is { } timeout)
        {
            text.AppendLine($"            public override global::System.TimeSpan? ResponseTimeout => global::System.TimeSpan.FromTicks({timeout.Ticks}L);");
        }
    }

    private static void WriteToken(StringBuilder text, IMethodSymbol method)
    {
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            if (method.Parameters[index].Type.ToDisplayString() == TokenType)
            {
                text.AppendLine("            public override bool TakesToken => true;");
                text.AppendLine($"            public override global::{TokenType} CancellationToken {{ get => _arg{index}; protected set => _arg{index} = value; }}");
                return;
            }
        }
    }

    private static void WriteArguments(StringBuilder text, IMethodSymbol method)
    {
        if (method.Parameters.Length == 0)
        {
            return;
        }

        text.AppendLine($"            public override int GetArgumentCount() => {method.Parameters.Length};");
        text.AppendLine("            public override object? GetArgument(int index) => index switch").AppendLine("            {");
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            text.AppendLine($"                {index} => _arg{index},");
        }

        text.AppendLine("                _ => throw NoArgument(index),").AppendLine("            };");
        text.AppendLine("            public override void SetArgument(int index, object? value)").AppendLine("            {");
        text.AppendLine("                switch (index)").AppendLine("                {");
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            text.AppendLine($"                    case {index}: _arg{index} = ({ProxyWriter.TypeOf(method.Parameters[index])})value!; break;");
        }

        text.AppendLine("                    default: throw NoArgument(index);").AppendLine("                }").AppendLine("            }");
    }

    /// <summary>The time in the method's attribute; null when it has none or one that is no time.</summary>
    public static TimeSpan? ResponseTimeoutOf(IMethodSymbol method) =>
        TimeSpan.TryParse(TimeoutText(method), CultureInfo.InvariantCulture, out var timeout) ? timeout : null;

    /// <summary>What the method's attribute says; null when it has none.</summary>
    public static string? TimeoutText(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == "Orleans.ResponseTimeoutAttribute")
            is { ConstructorArguments: { Length: 1 } arguments }
            ? arguments[0].Value as string
            : null;

    /// <summary>The type as a typeof takes it: without what says that a reference may be null.</summary>
    private static string NakedTypeOf(IParameterSymbol parameter) => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>32-bit FNV-1a of the method's full signature.</summary>
    private static uint MethodId(IMethodSymbol method)
    {
        var hash = 2166136261u;
        foreach (var character in method.ToDisplayString())
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return hash;
    }
}
