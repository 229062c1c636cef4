"""Benchmarks: every figure beside its floor, measured in the same interleaved run, reported as a ratio."""
