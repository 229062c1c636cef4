"""The book of hotlines: places at the left, numbers at the right, one of them big enough to read aloud."""
