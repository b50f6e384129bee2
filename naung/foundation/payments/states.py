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

BANK_LINE = States("UNMATCHED", {("UNMATCHED", "match"): "MATCHED"})
