"""Demo data: an invented bank with offices, people, guidance and 18 months of complaints, marked as demo."""
