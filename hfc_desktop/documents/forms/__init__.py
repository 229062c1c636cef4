"""The forms: each turns one frozen dataclass into blocks of the layout."""
