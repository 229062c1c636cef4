"""Trust of guidance packs by The Update Framework: published by few keys at head office, verified at every branch."""
