"""How good the matching is, on people of whom everything is known: the generator's, and the FEBRL sets."""
