"""From a file's bytes to people's lines, as plain values. Runs in a child process: no Django, no database, no keys here."""
