"""Who works here, in which role; adding, changing, unlocking, a new PIN."""
