"""Taking over a ledger from a table: how its columns are read, what each row would do, doing it, taking it back."""
