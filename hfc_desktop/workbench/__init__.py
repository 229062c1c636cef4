"""Demo data, screenshots, benchmarks, font building."""
