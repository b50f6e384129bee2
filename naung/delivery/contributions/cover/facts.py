"""What the clock needs to know of one person, by index alone; and its answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.contributions.cover import clock, words
from naung.delivery.contributions.cover.clock import Countdown, Facts, Late, Member, Paid, Standing
from naung.delivery.contributions.cover.models import LateLetter
from naung.delivery.registry import queries as registry
from naung.kit.months import Month
from naung.kit.once import once

MEMBERS = """
select m.id, g.code, g.payer, g.schemes, m.state, m.region, m.village, m.requested_on, m.agreement_starts, m.covered_from, m.covered_until,
       m.state = 'ENDED' and m.covered_until < (g.last_month + interval '1 month')::date - 1, case m.state when 'REFUSED' then m.refusal_reason else m.ended_because end,
       m.place_id
  from enrolment_membership m join programme_programme g on g.id = m.programme_id where m.person_id = any(%(ids)s) order by m.requested_on, m.id"""
MONTHS = """
select c.month, c.scheme, c.membership_id, c.payer, c.acknowledged_on is not null, c.paid_on
  from contributions_contribution c where c.person_id = any(%(ids)s) order by c.month, c.person_id, c.scheme"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Is somebody insured on a day, for an accident and for a death, and what is still to come.

    `full_grant`: months to the whole death benefit; `scholarship`: months to the children's scholarship after a death by illness."""

    person: int
    day: date
    accident: Standing
    death: Standing
    full_grant: Countdown
    scholarship: Countdown

    def of(self, cause: str) -> Standing:
        """By what happened: `work_accident` asks the accident's cover, everything else the death's."""
        return self.accident if cause == "work_accident" else self.death

    def as_json(self) -> dict[str, Any]:
        """Sentences in both languages; figures with their article and confidence."""
        return {
            "person": registry.person(self.person).code, "on": str(self.day), "accident": _standing(self.accident), "death": _standing(self.death),
            "full_grant": _countdown(self.full_grant), "scholarship": _countdown(self.scholarship),
        }  # fmt: skip


def on_day(person_id: int, day: date) -> Answer:
    """The answer for the person who stands for this id; NoSuchPerson, NotProvided."""
    return answer(registry.resolve(person_id), facts(person_id), day)


def answer(person_id: int, known: Facts, day: date) -> Answer:
    accident, death = (
        clock.stand(known, scheme, day) for scheme in (clock.SCHEMES["accident"], clock.SCHEMES["death"])
    )
    return Answer(person_id, day, accident, death, clock.full_grant(death), clock.scholarship(death))


def facts(person_id: int) -> Facts:
    """Memberships and months of every record that is this person, and the letters about them."""
    standing = registry.person(person_id)
    return once(("cover.facts", standing.pk), lambda: _facts(standing))


def _facts(standing: registry.Person) -> Facts:
    ids = registry.records_of(standing.pk)
    members = [_member(row) for row in _rows(MEMBERS, ids)]
    months = [
        Paid(Month.of(m), tuple(s.split(",")), membership, payer, sure, paid)
        for m, s, membership, payer, sure, paid in _rows(MONTHS, ids)
    ]
    return Facts(members, months, _letters({m.programme for m in members}), standing.died_on)


def _rows(sql: str, ids: list[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": ids})
        return list(cursor.fetchall())


def _member(row: tuple[Any, ...]) -> Member:
    pk, code, payer, schemes, state, region, village, asked, agreed, first, last, cut, because, place = row
    return Member(
        pk,
        code,
        payer,
        tuple(schemes.split(",")),
        state,
        region,
        village,
        asked,
        agreed,
        first,
        last,
        bool(cut),
        because,
        place,
    )


def _letters(codes: set[str]) -> list[Late]:
    found = LateLetter.objects.filter(state="DECIDED", programme__code__in=codes).order_by("pk")
    told = found.values_list("programme__code", "region", "first_month", "last_month", "reference")
    return [
        Late(code, region, Month.of(first), Month.of(last), reference)
        for code, region, first, last, reference in told
    ]


def _standing(one: Standing) -> dict[str, Any]:
    member = one.member
    return {
        "state": one.state, "insured": one.insured, "why": one.why, "says": words.both(one), "since": _day(one.since), "until": _day(one.until),
        "promised_until": _day(one.promised), "grace_until": _day(one.grace_until), "months_in_a_row": one.months, "months_ahead": one.ahead,
        "letter": one.letter, "payer": one.payer, "programme": member.programme if member else None,
        "agreement_starts": _day(member.agreed_from) if member else None, "insurer_starts": _day(member.first) if member else None,
        "first_paid_on": _day(one.first_paid),
        "rests_on": [{"key": p.key, "value": p.value, "reference": p.article, "in_force_since": str(p.in_force_since), "confidence": p.confidence}
                     for p in one.rests_on],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return str(day) if day else None


def _countdown(one: Countdown) -> dict[str, Any]:
    return {"need": one.need, "have": one.have, "left": one.left, "on": _day(one.on), "reference": one.provision.article,
            "confidence": one.provision.confidence}  # fmt: skip
