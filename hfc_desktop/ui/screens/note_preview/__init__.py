"""The note as it will be printed: the PDF's own bytes on screen, on paper, and in the saved file."""
