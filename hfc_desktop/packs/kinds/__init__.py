"""One file a content kind: its own rules, and what its items are found by."""
