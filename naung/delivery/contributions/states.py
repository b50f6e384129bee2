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

DISBURSEMENT = States(
    "PREPARED",  # SPP and SPM are written by the treasurer, and wait for a signature
    {
        ("PREPARED", "sign"): "SIGNED",  # another person signed the SPM over exactly these figures
        ("PREPARED", "refuse"): "REFUSED",
        ("PREPARED", "void"): "VOID",  # taken back by who may prepare; a new set takes its place
        ("SIGNED", "issue"): "ISSUED",  # the treasury's SP2D is recorded: orders may go to the bank
        ("SIGNED", "return"): "RETURNED",  # the treasury gave the SPM back, with its reason
    },
)

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
