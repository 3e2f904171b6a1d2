using Autoscaler.Journal.Tests.Sqlite;

// "write FILE": what KilledWriterTests starts and kills.
return args is ["write", var path] ? await EndlessWriter.RunAsync(path, Console.Out) : 2;
