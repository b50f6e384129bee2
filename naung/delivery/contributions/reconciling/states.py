from naung.kit.states import States

DIFFERENCE = States(
    "OPEN",
    {
        ("OPEN", "settle"): "SETTLED",  # a person said what became of it
        ("OPEN", "clear"): "CLEARED",  # a later list or receipt does not say it any more
        ("CLEARED", "reopen"): "OPEN",  # and one after that says it again
    },
)
