"""Picking a type of fraud before its checklist: what it looks like at the counter, a key a tile."""
