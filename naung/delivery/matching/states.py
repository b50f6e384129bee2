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

# An answer asked again of another officer, blind. The pair's own state moves only where a third says so.
REVIEW = States(
    "ASKED",
    {
        ("ASKED", "agree"): "AGREED",
        ("ASKED", "disagree"): "DISAGREED",  # a third officer is asked, who reads both
        ("ASKED", "note"): "NOTED",  # they differ, and the first answer was used: counted and listed
        ("ASKED", "lapse"): "LAPSED",  # the first answer was taken back before the second came
        ("DISAGREED", "settle"): "SETTLED",
        ("DISAGREED", "note"): "NOTED",  # it was used before the third answered otherwise
    },
)
