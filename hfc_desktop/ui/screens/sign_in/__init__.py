"""Signing in with staff number and PIN, asked for when records are first needed."""
