namespace Orleans.Runtime;

/// <summary>Marks what a message can be sent to.</summary>
public interface IAddressable
{
}
