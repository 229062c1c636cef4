"""The counter: search, results, the open card, and what is carried into the record."""
