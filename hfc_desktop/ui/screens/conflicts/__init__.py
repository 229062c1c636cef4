"""Values that several wrote without knowing of one another, side by side; the owner of the field chooses."""
