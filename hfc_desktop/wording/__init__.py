"""The words for codes: errors, faults, enum values, in both languages."""
