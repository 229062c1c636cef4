"""Reads for lists and dashboards; they return dataclasses."""
