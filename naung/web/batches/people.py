"""Whose line it is, as far as the officer sees them (row-level security answers for the rest)."""

from collections.abc import Iterable

from django.db import connection

# What a line's subject is, by the kind of its batch.
_OF_THEMSELVES = "select id, code, name from registry_person where id = any(%s)"
BEHIND = {
    **dict.fromkeys(("civil", "insured", "employed", "decile"), _OF_THEMSELVES),
    **dict.fromkeys(
        ("enrolment", "enrolment_leaving", "contribution"),
        "select m.id, p.code, p.name from enrolment_membership m join registry_person p on p.id = m.person_id where m.id = any(%s)",
    ),
    "claims": "select c.id, p.code, p.name || ' · ' || c.number from claims_claim c join registry_person p on p.id = c.person_id where c.id = any(%s)",
    **dict.fromkeys(
        ("banking", "banking_status"),
        """select a.id, p.code, p.name from banking_account a join enrolment_membership m on m.id = a.membership_id
                    join registry_person p on p.id = m.person_id where a.id = any(%s)""",
    ),
}


def behind(kind: str, subjects: Iterable[int]) -> dict[int, dict[str, str]]:
    """Code and name by subject; empty for lines that are no person's (a payment order)."""
    wanted = list(subjects)
    if kind not in BEHIND or not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(BEHIND[kind], [wanted])
        return {number: {"code": code, "name": name} for number, code, name in cursor.fetchall()}
