using System.Text;
using Autoscaler.SiloHost;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await SiloHostProgram.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
