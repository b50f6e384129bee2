from naung.kit.states import States

# A guardian of a child, or the power of attorney of one heir for another: stands until somebody takes it back.
MANDATE = States("VALID", {("VALID", "revoke"): "REVOKED"})

# Several people contest the money: nothing is approved, determined or paid meanwhile.
HOLD = States("OPEN", {("OPEN", "lift"): "LIFTED"})

# Somebody who receives: ended where another one receives instead.
PAYEE = States("OPEN", {("OPEN", "end"): "ENDED"})

# The account that a receiver brings. The first one needs a second person; another one in its place also a call and hours of waiting.
ACCOUNT = States(
    "ENTERED",
    {
        ("ENTERED", "confirm"): "CONFIRMED",
        ("ENTERED", "refuse"): "REFUSED",
        ("CONFIRMED", "stop"): "STOPPED",  # only before its hours are over
    },
)

# A child's scholarship over all years.
CHILD = States("GOING", {("GOING", "end"): "ENDED"})

# One school year of it.
YEAR = States(
    "DUE",
    {
        ("DUE", "claim"): "CLAIMED",  # with the school's letter; put before the insurer
        ("DUE", "end"): "ENDED",  # nothing comes of this year, with the reason
        ("CLAIMED", "pay"): "PAID",  # the family has it
        ("CLAIMED", "end"): "ENDED",
    },
)
