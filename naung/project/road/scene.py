"""Where and when the demonstration plays, and who is in it."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from naung.kit.actor import Actor
from naung.kit.home import home, private_json

PROGRAMME, EVENT = "ntt-2025", "balai-kota-2025"
CITY, PROVINCE = "53.71", "53"
LAST_DAY = date(2025, 12, 15)  # the last day on which the year 2025 is worked on
LOOKED_AT = date(2026, 2, 20)  # the day on which the demonstration is looked at
# Made-up officers: login, name, role, NIP (made up too).
OFFICERS = (
    ("lurah", "Contoh Operator Namosain", "village_operator", "53.71.01.1001", "199001012015011001"),
    ("kota", "Contoh Petugas Dinas Kota Kupang", "regency_officer", "53.71", "198502022010012002"),
    ("verifikator", "Contoh Verifikator Provinsi", "verifier", "53", "198303032008013003"),
    ("penilai", "Contoh Penilai Klaim", "verifier", "53", "198204042009013010"),
    ("pejabat", "Contoh Pejabat Penyetuju", "approver", "53", "197504042000014004"),
    ("bendahara", "Contoh Bendahara", "treasurer", "53", "198605052011015005"),
    ("bpjs", "Contoh Petugas BPJS", "bpjs_officer", "53", "198806062012016006"),
    ("bank", "Contoh Petugas Bank", "bank_officer", "53", "198907072013017007"),
    ("auditor", "Contoh Auditor", "auditor", "53", "197808082003018008"),
    ("admin", "Contoh Administrator", "administrator", "53", "198109092006019009"),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk of the road: how many people, where, and where the lists lie."""

    people: int
    region: str
    seed: int
    mess: str
    lists: Path
    code: str = PROGRAMME

    @property
    def programme(self) -> Any:
        from naung.delivery.programme import queries as programme

        return programme.by_code(self.code)


def at(day: date, hour: int = 9) -> datetime:
    """An hour of a day in WITA, as a moment."""
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)


def who(login: str) -> Actor:
    from naung.foundation.staff import queries as staff

    return staff.actor(login)


def logins() -> dict[str, str]:
    """Login and password of each made-up officer of this installation."""
    file, fresh = home() / "logins.json", {login: "contoh-" + secrets.token_hex(4) for login, *_ in OFFICERS}
    kept = private_json(file, fresh)
    if fresh.keys() - kept.keys():  # the cast has grown since
        kept = {**fresh, **kept}
        file.write_text(json.dumps(kept))
    return kept


def is_made_up(login: str) -> bool:
    """Is this account a made-up officer of a demonstration on this machine: by login, by NIP, and by the file with the passwords?"""
    from naung.foundation.staff import queries as staff
    from naung.foundation.vault import seals

    nip = {one: nip for one, _, _, _, nip in OFFICERS}.get(login)
    if nip is None or not (home() / "logins.json").exists():
        return False
    return login in {account.login for account in staff.accounts_of(seals.index(nip, "officer"))}


def prints() -> Path:
    return home() / "prints" / EVENT


def region_for(people: int) -> str:
    return PROVINCE if people >= 20_000 else CITY


def lists_folder(people: int, seed: int, mess: str) -> Path:
    return home() / "demo" / f"{people}-{seed}-{mess.replace(',', '+')}"
