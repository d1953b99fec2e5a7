// The SDK reads the variables of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
