"""Columns of the matching file with the lists of government employees, pensioners and wage earners. The layout is ours."""

from typing import Any

from naung.partners import registers

STATUSES = {
    "ASN": "asn",
    "TNI": "tni",
    "POLRI": "polri",
    "PEKERJA PENERIMA UPAH": "wage_earner",
    "PENSIUNAN": "pensioner",
}
STATUS_SAID = {ours: theirs for theirs, ours in STATUSES.items()}


def facts(answer: str, row: registers.Row, heading: tuple[str, ...]) -> dict[str, Any] | None:
    """`status` (asn, tni, polri, wage_earner, pensioner) and `office` with a find; `alike` with a doubtful one."""
    alike, status = registers.ALIKE.get(row["mirip"], "?"), STATUSES.get(row["status"])
    if (
        alike == "?"
        or (answer == "SIMILAR") != (alike is not None)
        or (answer == "NOT_FOUND") != (not row["status"])
    ):
        return None
    if answer == "NOT_FOUND":
        return {}
    if status is None:
        return None
    return (
        {"status": status}
        | ({"office": row["instansi"]} if row["instansi"] else {})
        | ({"alike": alike} if alike else {})
    )


LAYOUT = registers.Layout(
    inquiry="BKN-PADAN-1",
    answer="BKN-PADAN-JAWABAN-1",
    results={"TERCATAT": "EMPLOYED", "TIDAK TERCATAT": "NOT_FOUND", "MIRIP": "SIMILAR"},
    more=("mirip", "status", "instansi"),
    facts=facts,
)
