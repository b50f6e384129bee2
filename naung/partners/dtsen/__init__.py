"""DTSEN: in which tenth of the country's households, by welfare, does this person live."""
