from naung.kit.states import States

FIELDCHECK = States(
    "ANNOUNCED", {("ANNOUNCED", "draw"): "DRAWN"}
)  # the seed is out; then, on its day, the sample

LISTED, UNLISTED = "LISTED", "UNLISTED"  # the two strata

# What a visit answers, and the verdict that follows from it. The database computes the same (FieldResult.verdict).
QUESTIONS = ("found", "alive", "works", "status", "poor")
ANSWERS = ("yes", "no", "unknown")
VERDICTS = ("ELIGIBLE", "NOT_ELIGIBLE", "NOT_FOUND", "UNCLEAR")
