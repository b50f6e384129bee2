from naung.kit.states import States

CLAIM = States(
    "REPORTED",  # by anybody: who, what, when; no document needed to begin
    {
        ("REPORTED", "assess"): "ASSESSED",  # covered that day; benefit computed, each line with its article
        ("ASSESSED", "approve"): "APPROVED",  # by a third person
        ("APPROVED", "pay"): "PAID",  # money in the family's hands
        ("REPORTED", "refuse"): "REFUSED",  # not covered that day, with the reason
        ("ASSESSED", "refuse"): "REFUSED",
    },
)
