"""Schema versions of the record store."""
