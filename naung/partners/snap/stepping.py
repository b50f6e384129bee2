"""What may be done next with an order, told from its newest call alone, so that it does not matter who made that call or was cut off."""

MOVE, ASK, TELL, HOLD = "move", "ask", "tell", "hold"

NEXT = {
    "": MOVE,  # never asked
    "NOT_DONE": MOVE,  # turned away at the door
    "NOT_FOUND": MOVE,  # the bank does not know it: the same reference, the same bytes
    "CUT_OFF": ASK,  # we asked and do not know what came of it
    "UNKNOWN": ASK,
    "PENDING": ASK,
    "DONE": TELL,
    "REFUSED": TELL,
    "INCONSISTENT": HOLD,
}


def after(verdict: str) -> str:
    return NEXT[verdict]
