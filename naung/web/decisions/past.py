"""Why something was decided as it was: the words of whoever decided stand on the trail."""

from naung.foundation.trail import queries as trail


def why(entry: int) -> str:
    found = trail.by_number([entry]).get(entry)
    return found.why if found else ""
