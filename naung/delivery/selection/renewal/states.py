from naung.kit.states import States

RENEWAL = States(
    "OPEN",  # who is insured is gathered; nothing is put before anybody yet
    {
        ("OPEN", "propose"): "PROPOSED",
        ("OPEN", "withdraw"): "WITHDRAWN",
        ("PROPOSED", "decide"): "DECIDED",  # by another person than who proposed it
        ("PROPOSED", "refuse"): "WITHDRAWN",
        ("PROPOSED", "withdraw"): "WITHDRAWN",
    },
)

LINE = States(
    "LISTED",
    {
        ("LISTED", "stay"): "STAYS",  # the same payer goes on
        (
            "LISTED",
            "offer",
        ): "OFFERED",  # may go on, and the places are not enough: to a regency or village payer
        ("LISTED", "end"): "ENDS",  # the law of the day says no
        ("OFFERED", "take"): "TAKEN_OVER",
        ("OFFERED", "end"): "ENDS",  # nobody took over
    },
)

TAKEOVER = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "withdraw"): "REFUSED",
    },
)
