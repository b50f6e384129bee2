"""A person's memberships, one after the other: who paid, the three days with their papers, and each time it was sent."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.enrolment import queries
from naung.web.members import words

# The day on which money first came, and the order and code it came with.
FIRST_PAID = """
select distinct on (c.membership_id) c.membership_id, c.paid_on, i.code, o.reference
  from contributions_contribution c join contributions_invoice i on (i.run_id, i.region) = (c.run_id, c.region)
  left join payments_order o on o.id = i.order_id
 where c.person_id = any(%s) and c.membership_id = any(%s) and c.month between %s and %s and c.paid_on is not null
 order by c.membership_id, c.month"""


def of(person_id: int) -> list[dict[str, Any]]:
    """The oldest first; empty for whoever was never sent."""
    found = list(queries.of_person(person_id).select_related("programme", "agreement"))
    return told(found)


def told(memberships: list[Any]) -> list[dict[str, Any]]:
    ids = [one.pk for one in memberships]
    sent, paid = queries.sendings(ids), first_paid(memberships)
    return [_one(m, sent[m.pk], paid.get(m.pk)) for m in memberships]


def first_paid(memberships: list[Any]) -> dict[int, dict[str, Any]]:
    """By membership: day, payment code of the invoice, and reference of the order."""
    if not memberships:
        return {}
    first, last = (
        min(m.programme.first_month for m in memberships),
        max(m.programme.last_month for m in memberships),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            FIRST_PAID, [[m.person_id for m in memberships], [m.pk for m in memberships], first, last]
        )
        return {number: {"on": day, "code": in_fours(code or ""), "reference": reference or ""} for number, day, code, reference in cursor.fetchall()}  # fmt: skip


def in_fours(code: str) -> str:
    """As people read a long number aloud: 5354 6191 0048."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _one(m: Any, sent: list[dict[str, Any]], paid: dict[str, Any] | None) -> dict[str, Any]:
    accepted = next((one for one in sent if one["state"] == "ACCEPTED"), None)
    return {
        "membership": m, "tag": words.state(m.state), "kind": _(words.KINDS[m.kind]), "payer": words.payer(m.programme.payer),
        "accepted": accepted, "refused": [one for one in sent if one["state"] == "REFUSED"], "paid": paid, "sent": sent,
    }  # fmt: skip
