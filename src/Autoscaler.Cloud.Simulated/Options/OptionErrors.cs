using System.Globalization;

namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>Collects what is wrong with options, so that all of it is told at once.</summary>
internal sealed class OptionErrors
{
    private readonly ImmutableArray<string>.Builder _errors = ImmutableArray.CreateBuilder<string>();

    public void Ratio(string name, double value) => Between(name, value, 0, 1);

    public void Between(string name, double value, double least, double most) =>
        Require(value >= least && value <= most, string.Create(CultureInfo.InvariantCulture, $"{name} must be between {least} and {most}; found {value}."));

    public void NotNegative(string name, decimal value) =>
        Require(value >= 0, string.Create(CultureInfo.InvariantCulture, $"{name} must be 0 or more; found {value}."));

    public void Between(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        Require(value >= least && value <= most, $"{name} must be between {least:c} and {most:c}; found {value:c}.");

    public void Require(bool holds, string error)
    {
        if (!holds)
        {
            _errors.Add(error);
        }
    }

    public ImmutableArray<string> ToImmutable() => _errors.ToImmutable();
}
