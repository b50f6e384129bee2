from naung.kit.states import States

DECREE = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # signed by another person than the preparer
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # the list changed before a decision
    },
)

PLACE = States(
    "PROPOSED",  # on a list that waits for its decree
    {
        ("PROPOSED", "decide"): "HELD",  # by name, by address, on a signed decree
        ("PROPOSED", "withdraw"): "RELEASED",  # the decree was refused or made void
        ("HELD", "release"): "RELEASED",  # refused by the insurer, died, moved, found a wage job
    },
)
