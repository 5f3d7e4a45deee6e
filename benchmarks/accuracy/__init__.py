"""How much of what people found in documents the program finds: `python -m benchmarks.accuracy`."""
