"""The independent checker: recomputes every promise of ARCHITECTURE.md from the tables.

It connects as the owner with psycopg, and imports nothing of the code it checks: no model, no action, no Django. Where a
promise cannot be said in SQL (sealed bytes, signatures, the law) the recomputation is written out here a second time."""
