"""The measured road: each step beside its raw limit, in the same run, on the same machine and rows.

A ratio is worth reading, an absolute number is not: the machine is shared. Nothing here is asserted by a test."""
