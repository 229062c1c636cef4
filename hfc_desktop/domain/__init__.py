"""Rules and values without any technology: complaints, receptions, clocks, guidance."""
