"""What the screens of the ledger share: words for codes, bands by shape and word, tables, and asking for a reason."""
