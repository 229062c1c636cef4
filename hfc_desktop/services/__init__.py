"""Use cases. Each takes ports and a unit of work, and returns a result with the changes it made."""
