"""Plain helpers, standard library only, one topic a file."""
