"""Typed tables of the record store."""
