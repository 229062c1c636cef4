"""HFC Desktop: guidance at the bank counter, the complaint ledger, and the loop between them."""

from typing import Final

__version__: Final = "0.1.0"
