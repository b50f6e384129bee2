from naung.kit.states import States

ORDER = States(
    "DRAFT",
    {
        ("DRAFT", "approve"): "APPROVED",  # an approval with room for the amount stands behind it
        ("APPROVED", "send"): "SENT",  # on a file to the bank, once
        ("SENT", "pay"): "PAID",  # the bank's own statement shows the debit
        ("SENT", "reject"): "REJECTED",  # the bank refused, with its reason; nothing moved
    },
)

BANK_LINE = States(
    "UNMATCHED",
    {
        ("UNMATCHED", "match"): "MATCHED",  # by rule: reference and amount of one order
        ("UNMATCHED", "explain"): "EXPLAINED",  # by a person, in parts that add up to it
    },
)

EXPLANATION = States(
    "PREPARED",
    {
        ("PREPARED", "decide"): "DECIDED",  # the second person agreed, and the parts are in the books
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # whoever prepared it took it back
    },
)
