"""The months of contributions: the treasurer's year, a month, its papers, what is late, what was paid for nothing."""
