from naung.kit.states import States

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
