"""Printed documents, each from a frozen dataclass."""
