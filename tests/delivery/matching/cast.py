"""Rows as intake leaves them, for the cast and their likes. DATA CONTOH; NIK serials 9000-9999."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from naung.delivery.intake import jobs as intake
from naung.delivery.intake.models import File, Row
from naung.delivery.matching import jobs, settling
from naung.delivery.matching.jobs import Outcome
from naung.delivery.matching.models import Pair
from naung.delivery.programme import queries as programmes
from naung.delivery.programme.queries import Programme
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.canonical import sha256
from naung.kit.text import fold
from tests.people import MACHINE, MARTA, NAMOSAIN, NOW, YOHANES

AGNES = "Agnes Seran"


@dataclass(frozen=True)
class Line:
    nik: str
    name: str
    born_on: date
    sex: str = "P"
    kk: str = "5371010101109001"
    mother: str = AGNES
    village: str = NAMOSAIN
    phone: str = ""

    def but(self, **changes: object) -> "Line":
        return replace(self, **changes)


def number(
    serial: int, born_on: date = date(1978, 8, 12), female: bool = True, region: str = "537101"
) -> str:
    return nik.make(region, born_on, female, serial)


MARTA_LINE = Line(MARTA, "Marta Yasinta Bere", date(1978, 8, 12))
YOHANES_LINE = Line(
    YOHANES, "Yohanes Manafe", date(1985, 3, 2), "L", kk="5371010101109002", mother="Debora Foeh"
)
STRANGER = Line(
    number(9500),
    "Welmince Tnunay",
    date(1978, 8, 12),
    kk="5371010101109555",
    mother="Rut Kase",
    village="53.71.04.1001",
)


def programme() -> Programme:
    return programmes.by_code("ntt-2025")


@transaction.atomic
def listed(*lines: Line, file: str = "namosain.xlsx") -> list[Row]:
    entry = trail.record(by=MACHINE, verb="intake.receive", subject="test", at=NOW)
    size = File.objects.count()
    sheet = File.objects.create(programme=programme(), name=file, sha256=sha256(f"DATA CONTOH {file} {size}".encode()), size=1, rows=len(lines),
                                region=lines[0].village, received_at=NOW, state="READ", trail=entry)  # fmt: skip
    return [
        Row.objects.create(
            **_row(line), file=sheet, programme=programme(), sheet="Daftar", number=at, trail=entry
        )
        for at, line in enumerate(lines, 5)
    ]


def _row(line: Line) -> dict[str, object]:
    sealed = {}
    for field in ("nik", "kk", "phone"):
        text = getattr(line, field)
        sealed |= {
            f"{field}_index": seals.index(text, field) if text else None,
            f"{field}_sealed": seals.seal(text, field) if text else None,
        }
    return {
        **sealed, "raw_sealed": seals.seal("[]", "row"), "name": line.name, "name_folded": fold(line.name), "born_on": line.born_on,
        "sex": line.sex, "mother": line.mother, "village": line.village, "decile": 1, "status": "none", "state": "CLEAN",
    }  # fmt: skip


def match() -> Outcome:
    return jobs.match(programme=programme(), by=MACHINE, at=NOW)


@transaction.atomic
def side_by_side(*lines: Line) -> tuple[list[Row], Pair]:
    """The first line is somebody already, the second may be the same: a pair without the machine's work."""
    rows = listed(*lines)
    entry = trail.record(by=MACHINE, verb="matching.match", subject="test", at=NOW)
    person = settling.admit(rows[0].pk, entry)
    waits = f"select {rows[1].pk} as row_id, 'IN_REVIEW' as state, null::bigint as person_id"
    intake.settle(source_sql=waits, trail=entry)
    return rows, Pair.objects.create(programme=programme(), row=rows[1], person_id=person, kind="LIKENESS", weight=15_200, fields={},
                                     village=lines[1].village, asked_at=NOW, trail=entry)  # fmt: skip


def states(rows: list[Row]) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def people(rows: list[Row]) -> int:
    """How many people the rows were taken for."""
    states(rows)
    return len({row.person_id for row in rows if row.person_id})
