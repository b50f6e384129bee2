"""The whole road, step by step, on the days it really went: what `naung demo` shows, `naung bench` measures and the
crash tests interrupt. Each step can run again and then changes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.road import books, families, proof, years
from naung.project.road.accounts import accounts
from naung.project.road.lists import appoint, civil_registry, intake, match, registers, sample
from naung.project.road.partners import bank, enrol, month
from naung.project.road.people import claims, handover, seal
from naung.project.road.places import assess, decree, rank, replace
from naung.project.road.scene import (
    CITY,
    EVENT,
    LAST_DAY,
    LOOKED_AT,
    OFFICERS,
    PROGRAMME,
    PROVINCE,
    Walk,
    at,
    is_made_up,
    lists_folder,
    logins,
    prints,
    region_for,
    who,
)
from naung.project.words import _, gettext_noop

__all__ = [
    "CITY", "EVENT", "LAST_DAY", "LOOKED_AT", "OFFICERS", "PROGRAMME", "PROVINCE", "STEPS", "Walk", "accounts", "appoint", "assess", "at", "bank",
    "civil_registry", "claims", "decree", "enrol", "handover", "intake", "is_made_up", "lists_folder", "logins", "match", "month", "prints",
    "rank", "region_for", "registers", "replace", "sample", "seal", "summary", "walk", "who",
]  # fmt: skip

STEPS: list[tuple[str, Callable[[Walk, Step], None]]] = [
    (gettext_noop("Daftar desa (contoh)"), sample),
    (gettext_noop("Petugas"), appoint),
    (gettext_noop("Daftar dibaca"), intake),
    (gettext_noop("Dicocokkan"), match),
    (gettext_noop("Dukcapil menjawab"), civil_registry),
    (gettext_noop("BPJS, BKN dan DTSEN menjawab"), registers),
    (gettext_noop("Dinilai menurut aturan"), assess),
    (gettext_noop("Diperingkat"), rank),
    (gettext_noop("Ditetapkan dua pejabat"), decree),
    (gettext_noop("Didaftarkan ke BPJS"), enrol(date(2025, 7, 21))),
    (gettext_noop("Pengganti ditetapkan"), replace),
    (gettext_noop("Pengganti didaftarkan"), enrol(date(2025, 8, 5))),
    (gettext_noop("Rekening Bank NTT"), bank),
    *((f"Iuran {which}", month(which)) for which in Month(2025, 7).until(Month(2025, 8))),
    (gettext_noop("Serah terima di Balai Kota"), handover),
    *((f"Iuran {which}", month(which)) for which in Month(2025, 9).until(Month(2025, 12))),
    (gettext_noop("Satu kecelakaan, satu kematian"), claims),
    (gettext_noop("Rekening berganti dan dijaga"), accounts),
    (gettext_noop("Perpanjangan ke 2026"), years.renew),
    (gettext_noop("Kota mengambil alih"), years.take_over),
    (gettext_noop("Daftar 2026 ditetapkan"), years.decree),
    (gettext_noop("Didaftarkan untuk 2026"), years.enrol),
    (gettext_noop("Buku 2025 ditutup"), books.close),
    *((f"Iuran {which}", years.month(which)) for which in Month(2026, 1).until(Month(2026, 2))),
    (gettext_noop("Rekening koran dan daftar peserta"), proof.lay_side_by_side),
    (gettext_noop("Empat keluarga didampingi"), families.accompany),
    (gettext_noop("Jejak disegel"), seal),
]


def walk(the_walk: Walk, voice: Any) -> list[dict[str, Any]]:
    """Every step in its order; what each took in, gave out and held back."""
    from naung.project import house

    with voice.step(_("Skema dan data acuan")) as step:
        step.out = house.migrate() + sum(house.load().values())
    for name, do in STEPS:
        with voice.step(_said(name)) as step:
            do(the_walk, step)
    return [step.as_facts() for step in voice.steps]


def _said(name: str) -> str:
    """A step's name in the language of the run; the steps of the months share one sentence."""
    month = name.removeprefix("Iuran ")
    return _(name) if month == name else _("Iuran %(month)s") % {"month": month}


def summary(walk: Walk) -> dict[str, Any]:
    """Where to look."""
    from naung.delivery.handover import queries as handovers
    from naung.delivery.registry import queries as registry

    guests = handovers.on_roll(handovers.event(EVENT))
    people = handovers.people(guests)
    return {
        "story": people[0]["code"] if people else registry.living().order_by("code")[0].code,
        "prints": str(prints()),
    }
