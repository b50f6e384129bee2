from naung.kit.states import States

PAIR = States(
    "OPEN",
    {
        ("OPEN", "same"): "SAME",
        ("OPEN", "different"): "DIFFERENT",
        ("OPEN", "unclear"): "UNCLEAR",  # looked at; more has to be known
        ("UNCLEAR", "same"): "SAME",
        ("UNCLEAR", "different"): "DIFFERENT",
        ("OPEN", "propose"): "PROPOSED",  # money has flowed: a second officer confirms
        ("UNCLEAR", "propose"): "PROPOSED",
        ("PROPOSED", "same"): "SAME",
        ("PROPOSED", "different"): "DIFFERENT",
        ("PROPOSED", "unclear"): "UNCLEAR",  # the second officer answers otherwise
        ("PROPOSED", "reopen"): "OPEN",
        ("SAME", "reopen"): "OPEN",  # taken back, as long as nobody has used the answer
        ("DIFFERENT", "reopen"): "OPEN",
        ("UNCLEAR", "reopen"): "OPEN",
    },
)
