"""What the readers of Word, PDF and scanned files lose: `python -m benchmarks.readers`."""
