from naung.kit.states import States

# Put before a second person: an order that the bank refused, to be made again; a payment code that was wrong; months paid after somebody left.
RETRY = CODE_CHANGE = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # taken back by who may prepare
    },
)
SURPLUS = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # the insurer is asked to give back, or another stands in
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",
        ("DECIDED", "settle"): "SETTLED",  # the money came back, or the person who stands in is named
    },
)
