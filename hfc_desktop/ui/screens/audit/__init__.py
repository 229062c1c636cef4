"""The log as an auditor reads it: who did what when, and proof that nobody changed it."""
