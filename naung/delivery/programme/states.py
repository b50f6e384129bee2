from naung.kit.states import States

MOVE = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # signed by another person; the counters move with it
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # taken back, or another move took its place
    },
)
