"""What Naung says to people outside: every message, dated, in Indonesian and English, with the variables it names. Data and pure functions."""
