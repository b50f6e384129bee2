from naung.kit.states import States

BATCH = States(
    "PREPARED",
    {
        ("PREPARED", "send"): "SENT",
        ("SENT", "acknowledge"): "ACKNOWLEDGED",  # the partner has the file; answers may come in parts
        ("ACKNOWLEDGED", "answer"): "ANSWERED",  # every line is answered, or listed as missing
        ("ANSWERED", "close"): "CLOSED",
    },
)

LINE = States(
    "WAITING",
    {
        ("WAITING", "accept"): "ACCEPTED",
        ("WAITING", "refuse"): "REFUSED",
        ("WAITING", "sweep"): "MISSING",  # the partner never spoke of it
        ("MISSING", "accept"): "ACCEPTED",  # it spoke late, before the batch was closed
        ("MISSING", "refuse"): "REFUSED",
    },
)

SUSPENSE = States("OPEN", {("OPEN", "settle"): "SETTLED"})
