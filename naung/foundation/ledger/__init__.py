"""Accounts, immutable balanced journals, whole rupiah."""
