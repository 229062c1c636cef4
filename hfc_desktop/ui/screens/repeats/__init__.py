"""Suggested repeats: two cases or a group side by side, why they may be one matter, and one key to decide."""
