"""Payment orders, bank statement lines, and which belongs to which."""
