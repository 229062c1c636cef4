"""The record form: who, what, how it ended; prefilled from the reception, saved as a draft while one types."""
