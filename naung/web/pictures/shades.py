"""Five steps of one dye, safe for colour-blind eyes; the text on each step is tested (dark on 1-3, white on 4-5)."""

STEPS = (60, 75, 90, 97)  # percent from which the next darker step begins


def shade(percent: int | None) -> int:
    """0 where nothing is known, else 1 to 5."""
    return 0 if percent is None else 1 + sum(percent >= step for step in STEPS)
