"""Batches of numbered lines to and from a partner: files out, files in, one answer a line."""
