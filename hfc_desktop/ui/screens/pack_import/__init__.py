"""Taking guidance packs in: who vouches for a file, what it changes, install, keep what is there, or go back."""
