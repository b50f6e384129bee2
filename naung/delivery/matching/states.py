from naung.kit.states import States

PAIR = States(
    "OPEN",
    {
        ("OPEN", "same"): "SAME",
        ("OPEN", "different"): "DIFFERENT",
        ("OPEN", "unclear"): "UNCLEAR",  # looked at; more has to be known
        ("UNCLEAR", "same"): "SAME",
        ("UNCLEAR", "different"): "DIFFERENT",
    },
)
