"""What the house says no to, in a sentence that a clerk understands."""


class Refusal(Exception):
    """Base of every named refusal: what was seen, what it probably is, what to do. Doors show it; nothing else catches it."""
