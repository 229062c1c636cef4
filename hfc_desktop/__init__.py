"""HFC Desktop: guidance at the bank counter, the complaint ledger, and the loop between them."""
