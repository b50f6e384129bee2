from naung.kit.states import States

DRAFT = States(
    "PREPARED",
    {
        ("PREPARED", "post"): "POSTED",  # decided by another person, and booked with it
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "withdraw"): "WITHDRAWN",
    },
)
CLOSING = States(
    "PREPARED",
    {
        ("PREPARED", "close"): "CLOSED",  # never opened again
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "withdraw"): "WITHDRAWN",  # the month went on meanwhile: it is prepared again
    },
)
