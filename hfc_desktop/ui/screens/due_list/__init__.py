"""What is due, for a span one chooses; printed, saved, or taken into a calendar."""
