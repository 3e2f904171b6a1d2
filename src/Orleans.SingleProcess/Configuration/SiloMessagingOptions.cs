namespace Orleans.Configuration;

/// <summary>How a host treats calls.</summary>
public class SiloMessagingOptions : MessagingOptions
{
}
