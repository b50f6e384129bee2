"""Machines that every step uses, each written once."""
