"""Files between offices: what comes in and goes out, receipts, devices."""
