"""The stop-loss clock for a customer whose money has gone: minute by minute, who does what, facts for the police."""
