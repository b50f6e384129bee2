from naung.kit.states import States

ACCOUNT = States(
    "REQUESTED",  # on a batch to the bank
    {
        ("REQUESTED", "open"): "OPENED",  # there, and blocked for withdrawal until the holder comes in person
        ("REQUESTED", "refuse"): "REFUSED",  # with the bank's reason
        ("OPENED", "activate"): "ACTIVE",  # the holder came with the original KTP and took card and passbook
    },
)
