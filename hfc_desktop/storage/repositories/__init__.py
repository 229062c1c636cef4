"""Mapping between domain values and tables."""
