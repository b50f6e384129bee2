"""What becomes of a word about a death, of a death of somebody insured, and of a pattern that somebody is to look at."""

from naung.kit.states import States

NOTICE = States(
    "NEW",  # as it stood on a list, or as a registry told it
    {
        ("NEW", "match"): "MATCHED",  # it is this person
        ("NEW", "doubt"): "POSSIBLE",  # somebody is near: a person says
        ("NEW", "pass"): "NOBODY",  # nobody we know
        ("POSSIBLE", "match"): "MATCHED",
        ("POSSIBLE", "pass"): "NOBODY",
        ("NOBODY", "match"): "MATCHED",  # the number came into the registry later
    },
)
DEATH = States(
    "OPEN",  # the family is to be visited, unless somebody claimed
    {
        ("OPEN", "leave"): "LEFT",  # the family does not want to claim, with their reason
        ("OPEN", "elsewhere"): "ELSEWHERE",  # another payer's cover was claimed already
        ("OPEN", "alive"): "ALIVE",  # the list is wrong, or it is somebody else
        ("LEFT", "again"): "OPEN",
        ("ELSEWHERE", "again"): "OPEN",
        ("ALIVE", "again"): "OPEN",
    },
)
SUSPICION = States("OPEN", {("OPEN", "close"): "CLOSED", ("CLOSED", "again"): "OPEN"})

SOURCES = ("civil", "village", "hospital", "dci", "replacement", "other")
LISTS = ("civil", "village", "hospital", "other")  # those that come as a file
RESULTS = {
    "claim": "",
    "refused": "leave",
    "elsewhere": "elsewhere",
    "alive": "alive",
    "not_found": "",
    "again": "again",
}
