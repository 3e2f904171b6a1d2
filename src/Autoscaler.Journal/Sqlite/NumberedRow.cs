namespace Autoscaler.Journal.Sqlite;

/// <summary>A row of the events or the changes: its number, and the bytes of what it says.</summary>
internal readonly record struct NumberedRow(long Number, byte[] Body);
