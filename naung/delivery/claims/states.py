from naung.kit.states import States

CLAIM = States(
    "REPORTED",  # by anybody: who, what, when; no document needed to begin
    {
        ("REPORTED", "assess"): "ASSESSED",  # file complete, covered that day; each line with its article
        (
            "ASSESSED",
            "approve",
        ): "APPROVED",  # by a third person: our estimate stands, the file goes to the insurer
        ("APPROVED", "determine"): "DETERMINED",  # the insurer granted: its lines, its amount
        ("DETERMINED", "contest"): "APPROVED",  # we object; the insurer's first word stays in its table
        ("DETERMINED", "pay"): "PAID",  # everything that was granted is transferred
        ("PAID", "close"): "CLOSED",  # everybody who received it said how much
        ("REPORTED", "refuse"): "REFUSED",  # by a person, with the reason
        ("ASSESSED", "refuse"): "REFUSED",
        ("APPROVED", "reject"): "REFUSED",  # by the insurer, with its reason and its letter
    },
)

# From the assessment on a claim has an assessor; from the approval on an approver, and what the insurer pays for.
ASSESSED = ("ASSESSED", "APPROVED", "DETERMINED", "PAID", "CLOSED")
APPROVED = ASSESSED[1:]
GRANTED = ASSESSED[2:]
PAID = ASSESSED[3:]
