from naung.kit.states import States

PERSON = States("KNOWN", {("KNOWN", "merge"): "MERGED"})  # a duplicate found late points to the one who stays

# What a register claims of a person, put aside after a look in the field: proposed by one, decided by another.
CLEARING = States("PROPOSED", {("PROPOSED", "clear"): "CLEARED", ("PROPOSED", "refuse"): "REFUSED"})

# What somebody is called, when they were born or which number they have, put right: proposed by one, decided by another.
CORRECTION = States(
    "PROPOSED",
    {
        ("PROPOSED", "correct"): "CORRECTED",
        ("PROPOSED", "refuse"): "REFUSED",
        ("PROPOSED", "withdraw"): "WITHDRAWN",
    },
)
