"""A paper of a claim: asked, promised, brought, read; or refused with a reason and brought again."""

from naung.kit.states import States

PAPER = States(
    "MISSING",  # asked of the family
    {
        ("MISSING", "promise"): "PROMISED",  # somebody says when it comes
        ("REFUSED", "promise"): "PROMISED",
        ("MISSING", "receive"): "RECEIVED",  # a photo of it, or the paper itself at the counter
        ("PROMISED", "receive"): "RECEIVED",
        ("REFUSED", "receive"): "RECEIVED",
        ("RECEIVED", "read"): "READ",  # somebody else than who took it in read it, and it says what it must
        ("RECEIVED", "refuse"): "REFUSED",
        ("READ", "refuse"): "REFUSED",  # found wrong later, while the claim is not assessed
        ("MISSING", "waive"): "WAIVED",  # a person does without it, where the law lets, with a reason
        ("PROMISED", "waive"): "WAIVED",
        ("REFUSED", "waive"): "WAIVED",
        ("MISSING", "drop"): "DROPPED",  # the case turned out otherwise: it is no longer asked
        ("PROMISED", "drop"): "DROPPED",
        ("REFUSED", "drop"): "DROPPED",
        ("DROPPED", "ask"): "MISSING",
        ("WAIVED", "ask"): "MISSING",
    },
)
OPEN = ("MISSING", "PROMISED", "RECEIVED", "REFUSED")  # the file waits for it
SETTLED = ("READ", "WAIVED", "DROPPED")
