"""A simulated bank behind SNAP: a server, its own check of signatures, books of its own, and misbehaviour by name."""
