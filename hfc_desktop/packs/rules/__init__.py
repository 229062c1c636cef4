"""Rules that hold for more than one content kind. A rule yields findings; the validator gives them their places."""
