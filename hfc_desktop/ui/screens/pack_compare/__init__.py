"""What an issue changes against the last one: item by item, words marked, and the text for the circular."""
