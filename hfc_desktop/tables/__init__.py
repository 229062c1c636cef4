"""Adapters for tables: Excel and CSV in and out, JSON Lines in."""
