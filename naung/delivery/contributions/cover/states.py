from naung.kit.states import States

LETTER = States(
    "PREPARED",  # what the payer wrote, as one officer entered it
    {
        (
            "PREPARED",
            "decide",
        ): "DECIDED",  # another officer compared it with the letter: the months named are for a person to judge
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # taken back by who entered it
    },
)
