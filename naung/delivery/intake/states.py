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
        ("CLEAN", "doubt"): "FLAWED",  # an officer's word for a village's name was taken back
        (
            "CLEAN",
            "same",
        ): "SAME",  # an earlier file has this very line: that one goes on, this one is evidence
        ("FLAWED", "same"): "SAME",
        ("CLEAN", "replace"): "REPLACED",  # a later file brought the line again, changed: that one goes on
        ("FLAWED", "replace"): "REPLACED",
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

STANDING = ("FLAWED", "CLEAN", "IN_REVIEW", "ADMITTED", "REPEATED")  # lines that speak for themselves
LED = ("SAME", "REPLACED")  # lines that another line stands for (Row.stands)

WORD = States("GIVEN", {("GIVEN", "withdraw"): "WITHDRAWN"})

UPLOAD = States(
    "WAITING",
    {
        ("WAITING", "take"): "TAKEN",
        ("WAITING", "recognise"): "SAME",  # the same bytes came before
        ("WAITING", "refuse"): "REFUSED",
        ("WAITING", "ask"): "ASKS",  # we are not sure of its columns
        ("ASKS", "answer"): "WAITING",
    },
)
