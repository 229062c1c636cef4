"""One file a content kind: its search text and its rules."""
