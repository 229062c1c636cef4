"""One case: its clocks, what happened, what is known, and what can be done next."""
