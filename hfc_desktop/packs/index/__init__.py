"""The lookup index of the installed packs."""
