"""The monthly run: who is covered, what is owed, invoice, payment, receipt, and the proof that all four agree."""
