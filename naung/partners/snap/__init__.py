"""SNAP BI, the national open API of payments: a bank as an interface instead of files, and a simulated bank that misbehaves."""
