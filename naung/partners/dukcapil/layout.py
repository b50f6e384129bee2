"""Columns of the matching file with the civil registry (access: Permendagri 102/2019). The layout is ours."""

from typing import Any

from naung.partners import registers

FIELDS = {"NAMA": "name", "TGL LAHIR": "born_on", "JENIS KELAMIN": "sex"}


def facts(answer: str, row: registers.Row, heading: tuple[str, ...]) -> dict[str, Any] | None:
    """`differs`: name, born_on, sex; `died_on` with DEAD and only with it."""
    fields = [FIELDS.get(name) for name in row["beda"].split(",")] if row["beda"] else []
    died = registers.a_day(row["tgl_meninggal"])
    if None in fields or (answer == "DEAD") != (died is not None) or (answer == "DIFFERS") != bool(fields):
        return None
    return {"died_on": died.isoformat()} if died else {"differs": fields} if fields else {}


LAYOUT = registers.Layout(
    inquiry="DUKCAPIL-PADAN-1",
    answer="DUKCAPIL-PADAN-JAWABAN-1",
    results={
        "SESUAI": "SAME",
        "TIDAK SESUAI": "DIFFERS",
        "MENINGGAL": "DEAD",
        "TIDAK DITEMUKAN": "NOT_FOUND",
    },
    more=("beda", "tgl_meninggal"),
    facts=facts,
)
