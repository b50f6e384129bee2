from naung.kit.states import States

FILE = States(
    "RECEIVED",
    {
        ("RECEIVED", "read"): "READ",
        ("RECEIVED", "refuse"): "REFUSED",
        ("REFUSED", "read"): "READ",  # the same bytes again, where only our machine had been in the way
    },
)

ROW = States(
    "CLEAN",
    {
        ("FLAWED", "correct"): "CLEAN",
        ("CLEAN", "admit"): "ADMITTED",
        ("CLEAN", "repeat"): "REPEATED",  # the same person again
        ("CLEAN", "question"): "IN_REVIEW",  # an officer decides who this is
        ("IN_REVIEW", "admit"): "ADMITTED",
        ("IN_REVIEW", "repeat"): "REPEATED",
    },
)
