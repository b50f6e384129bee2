"""What a person is known by, and what is on paper about them: masked, unless somebody gave a reason (registry.actions.reveal)."""

from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring.stamps import rows
from naung.foundation.vault import seals
from naung.kit.refusal import Refusal
from naung.kit.text import mask

SEALED = {"nik": "nik", "kk": "kk", "phone": "phone", "kpj": "kpj", "account": "account"}
SHOWN = {
    "nik": (4, 2),
    "kk": (4, 2),
    "phone": (4, 4),
    "kpj": (0, 4),
    "account": (0, 4),
}  # first and last digits
HELD = """
select p.nik_sealed as nik, p.kk_sealed as kk, p.phone_sealed as phone, p.mother,
    (select m.number_sealed from enrolment_membership m where m.person_id = any(%(ids)s) and m.number_sealed is not null order by m.id desc limit 1) as kpj,
    (select a.number_sealed from banking_account a where a.person_id = any(%(ids)s) and a.number_sealed is not null order by a.id desc limit 1) as account
from registry_person p where p.id = %(id)s"""
DOCUMENTS = """
select 'list' as kind, f.id, f.name as number, (f.received_at at time zone 'Asia/Makassar')::date as day, '' as state
  from intake_file f where f.id in (select file_id from intake_row where person_id = any(%(ids)s))
union all select 'decree', d.id, d.number, d.decided_on, d.state from selection_decree d
  where d.state = 'DECIDED' and d.id in (select decree_id from selection_place where person_id = any(%(ids)s))
union all select 'card', c.id, c.number, (c.printed_at at time zone 'Asia/Makassar')::date, '' from handover_card c
  join enrolment_membership m on m.id = c.membership_id where m.person_id = any(%(ids)s)
union all select 'claim', c.id, c.number, c.reported_on, c.state from claims_claim c where c.person_id = any(%(ids)s)
order by day, kind, id"""
TABLES = ["intake_file", "selection_decree", "handover_card", "claims_claim"]


class NothingThere(Refusal):
    """The person has no such number, or it is none that is kept."""


def numbers(person_id: int, ids: list[int]) -> dict[str, str]:
    """What is kept of nik, kk, phone, mother, kpj, account; each masked."""
    held = _held(person_id, ids)
    return {what: _masked(what, held[what]) for what in (*SEALED, "mother") if held[what]}


def opened(person_id: int, ids: list[int], what: str) -> str:
    """The whole of it; call `registry.actions.reveal` first, in the same transaction. NothingThere."""
    held = _held(person_id, ids).get(what)
    if not held:
        raise NothingThere(_("Data ini tidak tercatat untuk orang ini."))
    return str(held) if what == "mother" else seals.open_sealed(held, SEALED[what])


def documents(ids: list[int]) -> list[dict[str, Any]]:
    """kind (list, decree, card, claim), id, number and day of everything on paper, the oldest first."""
    return rows(DOCUMENTS, TABLES, ids=ids)


def _held(person_id: int, ids: list[int]) -> dict[str, Any]:
    (held,) = rows(HELD, ["enrolment_membership", "banking_account"], id=person_id, ids=ids)
    return held


def _masked(what: str, held: Any) -> str:
    """A name keeps the first letter of each word, a number its first and last digits."""
    if what == "mother":
        return " ".join(word[:1] + "•" * 4 for word in str(held).split())
    return mask(seals.open_sealed(held, SEALED[what]), *SHOWN[what])
