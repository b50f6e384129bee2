"""People whose cover is to end, before the decision: who, why, which months are paid beyond the day, who comes next."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naung.delivery.enrolment import leaving
from naung.delivery.selection import queries as selected
from naung.delivery.selection import releasing
from naung.foundation.approvals.ports import Finding
from naung.kit import clock
from naung.kit.actor import Actor
from naung.kit.months import Month
from naung.web.decisions.say import day
from naung.web.words import number

KIND = leaving.KIND
UNUSED = "select count(*) from contributions_contribution where person_id = any(%s) and month >= %s and paid_on is not null"
NEXT = 5  # names of the waiting list that are shown


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {one.pk: ngettext("Perlindungan %(n)s orang diakhiri", "Perlindungan %(n)s orang diakhiri", one.rows) % {"n": number(one.rows)} for one in approvals}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    one = leaving.by_approval(approval.pk)
    people = selected.people_of(one.places)
    waits = selected.waiting(one.programme, one.region)
    facts = [
        (_("Program"), one.programme.name), (_("Alasan"), releasing.REASONS[one.reason]()), (_("Dokumen"), one.document),
        (_("Hari terakhir"), day(one.last_day)), (_("Siapa yang keluar"), _named(people)),
        (_("Yang berikut di daftar tunggu"), _named([w.person for w in waits.select_related("person")[:NEXT]]) or _("tidak ada")),
    ]  # fmt: skip
    return {
        "totals": [(_("orang"), number(one.rows))],
        "facts": facts,
        "findings": _findings(one, people) if one.state == "PROPOSED" else [],
    }


def _named(people: Iterable[Any]) -> str:
    return ", ".join(f"{person.name} ({person.code})" for person in people)


def _findings(one: Any, people: list[Any]) -> list[Finding]:
    """Months that are paid and will not be used, and that the place is given up for good."""
    after = Month.of(one.last_day).plus(1).first
    with connection.cursor() as cursor:
        cursor.execute(UNUSED, [[person.pk for person in people], after])
        (unused,) = cursor.fetchone()
    found = [Finding("", "warn", _("bulan sesudah hari terakhir sudah dibayar dan tidak terpakai"), unused)] if unused else []  # fmt: skip
    lasts = clock.say_date(one.last_day)
    return [*found, Finding("", "warn", _("tempat dilepas; siapa yang keluar tidak kembali ke daftar tunggu (terakhir %(day)s)") % {"day": lasts}, one.rows)]  # fmt: skip


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str) -> None:  # fmt: skip
    leaving.decide(leaving=leaving.by_approval(approval.pk), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    leaving.withdraw(leaving=leaving.by_approval(approval.pk), why=why, by=by, at=at, on=on)
