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

# What a partner's interface made of a call. Only after NOT_DONE and NOT_FOUND may money be asked to move again, for the same order.
VERDICTS = (
    "TOLD",  # a question was answered
    "DONE",  # the money moved
    "PENDING",  # taken, not decided yet
    "REFUSED",  # nothing moved, and nothing will
    "NOT_DONE",  # turned away at the door: nothing moved
    "NOT_FOUND",  # the partner does not know the order
    "UNKNOWN",  # silence, a broken line, an answer that says nothing: ask for the state
    "INCONSISTENT",  # the partner knows another order by this reference: for a person
)
