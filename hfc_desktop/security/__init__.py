"""Keys, PINs, signing and encryption."""
