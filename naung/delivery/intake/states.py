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
        ("CLEAN", "correct"): "CLEAN",  # corrected again, as long as nobody was made of it
        ("CLEAN", "admit"): "ADMITTED",
        ("CLEAN", "repeat"): "REPEATED",  # the same person again
        ("CLEAN", "question"): "IN_REVIEW",  # an officer decides who this is
        ("IN_REVIEW", "admit"): "ADMITTED",
        ("IN_REVIEW", "repeat"): "REPEATED",
        (
            "ADMITTED",
            "reopen",
        ): "IN_REVIEW",  # an officer's answer taken back, as long as the person did not go on
        ("REPEATED", "reopen"): "IN_REVIEW",
    },
)

UPLOAD = States(
    "WAITING",
    {
        ("WAITING", "take"): "TAKEN",
        ("WAITING", "recognise"): "SAME",  # the same bytes came before
        ("WAITING", "refuse"): "REFUSED",
    },
)
