"""Guidance packs: read, check, install, index."""
