from naung.kit.states import States

MOVE = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # signed by another person; the counters move with it
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # taken back, or another move took its place
    },
)
LINE = States("PROPOSED", {("PROPOSED", "grant"): "GRANTED"})  # its first document came, signed by two people
CHANGE = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # the lines change with it
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",
    },
)
