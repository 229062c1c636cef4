"""Settings: a page built from the table of entries, the key map, and the card reader with a box to try it."""
