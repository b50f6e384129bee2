from naung.kit.states import States

MEMBERSHIP = States(
    "REQUESTED",  # on a batch to the insurer
    {
        ("REQUESTED", "accept"): "ENROLLED",  # participant number received, cover has a first day
        ("REQUESTED", "refuse"): "REFUSED",  # with the insurer's reason; the place goes back down the road
        ("REQUESTED", "return"): "RETURNED",  # refused for what can be put right; the place waits for it
        ("RETURNED", "resend"): "REQUESTED",  # on a further batch
        ("RETURNED", "give_up"): "REFUSED",  # it cannot be put right; the place goes back
        ("ENROLLED", "end"): "ENDED",  # died, left, moved to another payer
    },
)

# Several people leave at once for one reason: proposed by one officer, decided by another.
LEAVING = States(
    "PROPOSED",
    {
        ("PROPOSED", "decide"): "DONE",
        ("PROPOSED", "refuse"): "REFUSED",
        ("PROPOSED", "withdraw"): "WITHDRAWN",
    },
)

# How somebody comes in: for the first time; from one programme's last day into another's first; out of a programme that would
# still run, into another payer's; or again after a time without cover. All but the first keep the number they have.
KINDS = ("NEW", "CONTINUES", "MOVES", "RETURNS")
