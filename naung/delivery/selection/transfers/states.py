from naung.kit.states import States

# People moved from one payer's programme to another's.
TRANSFER = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # by another person; the list of the new payer is made next
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "withdraw"): "WITHDRAWN",
    },
)
