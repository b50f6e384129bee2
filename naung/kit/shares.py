"""A share of a count, and how far it may lie from the truth."""

import math

Z95 = 1.959963984540054  # of the normal distribution: nineteen times in twenty


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of hits/of, both ends within 0..1; of nothing it is the whole range. Wilson, JASA 22 (1927).

    Stays honest where hits is 0 or all, which the textbook's p +/- 1.96 s does not. ValueError: hits outside 0..of."""
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} of {of} is no share.")
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low = 0.0 if hits == 0 else middle - reach
    return low, 1.0 if hits == of else middle + reach
