"""The three-way proof, the bank's statements, and what does not fit anywhere."""
