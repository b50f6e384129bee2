"""Participant and account numbers of the simulators: eleven digits that belong to one NIK and say nothing of it.

A hash of eleven digits would meet itself at a hundred thousand people (about one time in twenty), so the made-up NIK of
the province (serial 9000-9999) is packed without loss and then scattered; any other NIK falls into a range apart."""

import hashlib

from naung.kit import nik as niks

SPACE = 10**11
AREAS, DAYS, SERIALS = 1000, 100_000, 1000
CITY, LAST_DISTRICT = 71, 40


def eleven(nik: str, scatter: int) -> str:
    """`scatter` (odd, not a multiple of five) makes one partner's numbers unlike another's."""
    packed = _packed(nik)
    if packed is None:
        packed = 950 * DAYS * SERIALS + int.from_bytes(hashlib.sha256(nik.encode()).digest()[:8]) % (
            50 * DAYS * SERIALS
        )
    return f"{packed * scatter % SPACE:011}"


def _packed(nik: str) -> int | None:
    parts = niks.parse(nik)
    if parts is None or not parts.region.startswith("53") or parts.serial < 9000:
        return None
    regency, district = int(parts.region[2:4]), int(parts.region[4:])
    regency = 22 if regency == CITY else regency
    if regency > 22 or district > LAST_DISTRICT:
        return None
    day = (parts.year2 * 12 + parts.month - 1) * 31 + parts.day - 1 + 37_200 * parts.female
    return ((regency * (LAST_DISTRICT + 1) + district) * DAYS + day) * SERIALS + parts.serial - 9000
