"""BPJS Ketenagakerjaan: the file that registers workers together, and the answer to it."""
