"""The encrypted record store: SQLAlchemy over SQLCipher."""
