"""Places, members and four months of contributions for everybody in the registry, written as the owner without guards: only for
measuring how the site reads them. Nothing here was decided by anybody."""

from typing import Any

import psycopg

from naung.foundation.vault import seals

PLACES = """insert into selection_place (programme_id, decree_id, person_id, region, village, rank, state, released_because, trail)
    select %(programme)s, 0, id, left(village, 5), village, row_number() over (partition by left(village, 5) order by id), 'HELD', '', 0 from registry_person"""
MEMBERS = """insert into enrolment_membership (programme_id, place_id, person_id, region, village, agreement_id, agreement_starts, requested_on, number_sealed,
        number_index, accepted_on, covered_from, covered_until, refusal_code, refusal_reason, ended_because, state, trail)
    select programme_id, id, person_id, region, village, 0, '2025-07-01', '2025-07-21', %(number)s, sha256(int8send(id)), '2025-07-21', '2025-07-21', '2025-12-31',
        '', '', '', 'ENROLLED', 0 from selection_place"""
MONTHS = """insert into contributions_contribution (person_id, scheme, month, run_id, place_id, membership_id, payer, tariff_id, rupiah, region, village, paid_on, acknowledged_on)
    select m.person_id, 'jkk,jkm', d, 0, m.place_id, m.id, p.payer, 0, 16800, m.region, m.village, d + 14, d + 16
    from enrolment_membership m join programme_programme p on p.id = m.programme_id, unnest(array[date '2025-07-01', '2025-08-01', '2025-09-01', '2025-10-01']) d"""


def fill(owner: psycopg.Connection[Any], programme: int) -> None:
    """Run on a database that has none; the triggers and keys between tables are off in this one transaction."""
    owner.execute("set local session_replication_role = replica")
    params = {"programme": programme, "number": seals.seal("25000000001", "kpj")}
    for statement in (PLACES, MEMBERS, MONTHS):
        owner.execute(statement, params)  # type: ignore[arg-type]
    owner.commit()


def settle(owner: psycopg.Connection[Any]) -> None:
    """What autovacuum does within minutes of such a load, now."""
    owner.autocommit = True
    owner.execute("vacuum analyze")
    owner.autocommit = False
