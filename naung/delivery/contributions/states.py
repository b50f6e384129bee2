from naung.kit.states import States

RUN = States(
    "PREPARED",  # lines may still come and go
    {
        ("PREPARED", "approve"): "APPROVED",  # another person than the preparer, over exactly these lines
        ("APPROVED", "bill"): "BILLED",  # every region has its invoice, and the debt is in the books
        ("BILLED", "pay"): "PAID",  # the bank's statement shows every invoice
        (
            "PAID",
            "reconcile",
        ): "RECONCILED",  # the insurer acknowledged every line: approved = billed = debited = acknowledged
    },
)
