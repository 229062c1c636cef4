"""Notices to read, questions that come back until they are known, and practice on invented data."""
