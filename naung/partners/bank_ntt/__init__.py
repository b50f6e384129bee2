"""Bank NTT: accounts opened from a list (burekol), and the answer to it."""
