using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>The options as typed; null for one that was not given.</summary>
internal sealed record ColdStartOptions(
    string? ImageGb,
    string? WeightsGb,
    string? InstanceType,
    string? Mechanism,
    string? DiskMegabytesPerSecond,
    string? NetworkMegabytesPerSecond,
    string? VolumeMebibytesPerSecond)
{
    public bool IsEmpty =>
        (ImageGb ?? WeightsGb ?? InstanceType ?? Mechanism ?? DiskMegabytesPerSecond ?? NetworkMegabytesPerSecond ?? VolumeMebibytesPerSecond) is null;
}

/// <summary>A question about somebody's own model.</summary>
internal sealed record ColdStartQuestion(
    ByteCount Image,
    ByteCount Weights,
    InstanceTypeSpec InstanceType,
    ImmutableArray<StartupMechanism> Mechanisms,
    double? DiskBytesPerSecond,
    double? NetworkBytesPerSecond,
    double? VolumeBytesPerSecond)
{
    public const string ImageOption = "--image-gb";
    public const string WeightsOption = "--weights-gb";
    public const string TypeOption = "--instance-type";
    public const string MechanismOption = "--mechanism";
    public const string DiskOption = "--disk-mb-per-s";
    public const string NetworkOption = "--network-mb-per-s";
    public const string VolumeOption = "--volume-mib-per-s";

    private const string AllMechanisms = "all";

    // Above any image or model there is, below what a count of bytes can hold.
    private const double MaxGigabytes = 100_000;
    private const double MaxMegabytesPerSecond = 100_000;
    private const double BytesPerMegabyte = 1e6;
    private const double BytesPerMebibyte = 1024d * 1024;
    private const double LeastVolumeMebibytesPerSecond = 100;
    private const double MostVolumeMebibytesPerSecond = 300;

    public static string MechanismChoices { get; } = string.Join(", ", MechanismNames.All.Select(MechanismNames.NameOf).Prepend(AllMechanisms));

    public static bool TryRead(ColdStartOptions options, [NotNullWhen(true)] out ColdStartQuestion? question, out ImmutableArray<OptionError> errors)
    {
        var found = ImmutableArray.CreateBuilder<OptionError>();
        var image = ReadNumber(ImageOption, options.ImageGb, isZeroAllowed: false, MaxGigabytes, "GB", found);
        var weights = ReadNumber(WeightsOption, options.WeightsGb, isZeroAllowed: true, MaxGigabytes, "GB", found);
        var disk = ReadRate(DiskOption, options.DiskMegabytesPerSecond, MaxMegabytesPerSecond, found);
        var type = ReadType(options.InstanceType, found);
        var maxNetwork = type?.NetworkBytesPerSecond / BytesPerMegabyte ?? MaxMegabytesPerSecond;
        var network = ReadRate(NetworkOption, options.NetworkMegabytesPerSecond, maxNetwork, found);
        var volume = ReadVolumeRate(options.VolumeMebibytesPerSecond, found);
        var mechanisms = ReadMechanisms(options.Mechanism, found);
        errors = found.ToImmutable();
        question = errors.IsEmpty
            ? new(ByteCount.FromGigabytes(image!.Value), ByteCount.FromGigabytes(weights!.Value), type!, mechanisms, disk, network, volume)
            : null;
        return question is not null;
    }

    /// <summary>The rates with those of the question in their place.</summary>
    public StartupRates RatesOver(StartupRates rates) => rates with
    {
        DiskBytesPerSecond = DiskBytesPerSecond ?? rates.DiskBytesPerSecond,
        PipeBytesPerSecond = NetworkBytesPerSecond ?? rates.PipeBytesPerSecond,
        SnapshotRateBytesPerSecond = VolumeBytesPerSecond ?? rates.SnapshotRateBytesPerSecond,
    };

    private static double? ReadVolumeRate(string? text, ImmutableArray<OptionError>.Builder errors)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate is >= LeastVolumeMebibytesPerSecond and <= MostVolumeMebibytesPerSecond)
        {
            return rate * BytesPerMebibyte;
        }

        errors.Add(new(VolumeOption, $"a number of MiB/s from {LeastVolumeMebibytesPerSecond} to {MostVolumeMebibytesPerSecond}", text));
        return null;
    }

    private static double? ReadRate(string option, string? text, double maxMegabytesPerSecond, ImmutableArray<OptionError>.Builder errors) =>
        text is null ? null : ReadNumber(option, text, isZeroAllowed: false, maxMegabytesPerSecond, "MB/s", errors) * BytesPerMegabyte;

    private static double? ReadNumber(
        string option,
        string? text,
        bool isZeroAllowed,
        double max,
        string unit,
        ImmutableArray<OptionError>.Builder errors)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number <= max
            && (isZeroAllowed ? number >= 0 : number > 0))
        {
            return number;
        }

        var least = isZeroAllowed ? "from 0" : "above 0";
        errors.Add(new(option, string.Create(CultureInfo.InvariantCulture, $"a number of {unit} {least} to {max:#,0.#}"), text));
        return null;
    }

    private static InstanceTypeSpec? ReadType(string? text, ImmutableArray<OptionError>.Builder errors)
    {
        if (text is not null && InstanceTypeCatalog.Find(new(text)) is { } type)
        {
            return type;
        }

        var known = string.Join(", ", InstanceTypeCatalog.All.Where(candidate => !candidate.IsHosted).Select(candidate => candidate.Name));
        errors.Add(new(TypeOption, $"one of {known} (or one of them with ml. before it)", text));
        return null;
    }

    private static ImmutableArray<StartupMechanism> ReadMechanisms(string? text, ImmutableArray<OptionError>.Builder errors)
    {
        if (text is null or AllMechanisms)
        {
            return MechanismNames.All;
        }

        if (MechanismNames.Find(text) is { } mechanism)
        {
            return [mechanism];
        }

        errors.Add(new(MechanismOption, $"one of {MechanismChoices}", text));
        return [];
    }
}
