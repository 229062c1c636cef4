"""A PDF on the screen and on paper, from the same bytes; for every screen that prints."""
