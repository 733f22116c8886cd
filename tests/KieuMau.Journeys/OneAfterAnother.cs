using Xunit.Sdk;
using Xunit.v3;

// The stories share one commune: they are told one after another.
[assembly: Parallelization(Mode = ParallelMode.None)]
