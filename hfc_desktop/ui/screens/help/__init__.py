"""Help for every screen: offline, in both languages, searched as one types."""
