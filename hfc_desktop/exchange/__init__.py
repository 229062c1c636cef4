"""Files between offices: signed, compressed, encrypted to the receiver, and read with distrust."""
