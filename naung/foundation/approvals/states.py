from naung.kit.states import States

APPROVAL = States(
    "PENDING",
    {
        ("PENDING", "approve"): "APPROVED",
        ("PENDING", "refuse"): "REFUSED",
        ("PENDING", "void"): "VOID",  # the content changed before a decision
    },
)
