"""Members of ntt-2025 by the hundred or the hundred thousand, written set-based and through every guard of the road."""

from datetime import date

from django.db import connection, transaction

from naung.delivery.programme import actions as programmes
from naung.delivery.programme import queries
from naung.foundation.approvals import actions as approvals
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from tests.people import MACHINE, NOW, officer

PRICE = 16800
JULY_FIRST, YEAR_END = date(2025, 7, 1), date(2025, 12, 31)

PEOPLE = """
insert into registry_person (code, nik_index, nik_sealed, name, name_folded, born_on, sex, birth_place, mother, village, address, occupation,
    occupation_text, disability, civil_answer, state, trail)
select 'N' || upper(left(md5(%(mark)s || n), 14)), decode(md5(%(mark)s || n), 'hex'), '\\x00', 'Contoh ' || n, 'contoh', '1980-01-01', 'L', '', '',
    %(village)s, '', %(occupation)s, '', '', '', 'KNOWN', %(trail)s from generate_series(1, %(n)s) n
"""
DECREE = """
insert into selection_decree (programme_id, region, round, changes_id, approval_id, funding_id, content_hash, first_month, months, per_place, rows, rupiah, candidates, places, criteria,
    prepared_on, state, trail)
select %(programme)s, %(region)s, coalesce(max(round), 0) + 1, max(id), %(approval)s, %(funding)s, 'x', '2025-07-01', 6, 100800, %(n)s, 100800 * %(n)s, %(n)s, %(n)s, 'x',
    '2025-07-01', 'PREPARED', %(trail)s from selection_decree where programme_id = %(programme)s and region = %(region)s returning id
"""
PLACES = """
insert into selection_place (programme_id, decree_id, person_id, region, village, rank, released_because, state, trail)
select %(programme)s, %(decree)s, id, %(region)s, village, 1000 * %(decree)s + row_number() over (), '', 'PROPOSED', %(trail)s
  from registry_person where trail = %(trail)s
"""
MEMBERS = """
insert into enrolment_membership (programme_id, place_id, person_id, region, village, agreement_id, agreement_starts, requested_on,
    refusal_code, refusal_reason, ended_because, state, trail)
select %(programme)s, p.id, p.person_id, p.region, p.village, a.id, a.cover_starts, '2025-07-01', '', '', '', 'REQUESTED', %(trail)s
  from selection_place p join programme_agreement a on a.programme_id = p.programme_id and a.partner = 'bpjs_tk' where p.decree_id = %(decree)s
"""
ENROLLED = """
update enrolment_membership m set state = 'ENROLLED', number_sealed = %(kpj)s, number_index = decode(md5('kpj' || m.id), 'hex'),
    accepted_on = '2025-07-01', covered_from = %(start)s, covered_until = %(until)s, trail = %(trail)s
  from selection_place p where p.id = m.place_id and p.decree_id = %(decree)s
"""


def programme():
    return queries.by_code("ntt-2025")


@transaction.atomic
def enrol(
    n,
    region="53.71",
    village="53.71.01.1001",
    *,
    start=JULY_FIRST,
    until=YEAR_END,
    mark="a",
    occupation="11",
    kpj="12345678901",
):
    """n members with cover, on a decree that two officers signed."""
    funding = programmes.take_places(programme=programme(), region=region, places=n, rupiah=100800 * n)
    approval = approvals.prepare(kind="selection.decree", subject=f"selection.decree:{region}/{mark}", content_hash="x", rows=n,
                                 rupiah=100800 * n, region=region, by=officer("vera", "verifier", "53"), at=NOW)  # fmt: skip
    entry = trail.record(by=MACHINE, verb="test.enrol", subject=f"test:{region}/{mark}", at=NOW)
    facts = {"n": n, "region": region, "village": village, "mark": f"{region}/{mark}/", "trail": entry, "programme": programme().pk, "start": start,
             "until": until, "approval": approval.pk, "funding": funding, "occupation": occupation, "kpj": seals.seal(kpj, "kpj")}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, facts)
        cursor.execute(DECREE, facts)
        facts["decree"] = cursor.fetchone()[0]
        cursor.execute(PLACES, facts)
        approvals.decide(
            approval=approval, approve=True, content_hash="x", by=officer("paul", "approver", "53"), at=NOW
        )
        cursor.execute("update selection_decree set state = 'DECIDED', number = %s, decided_on = '2025-07-01', trail = %s where id = %s",
                       [f"SK/{region}/{mark}", entry, facts["decree"]])  # fmt: skip
        cursor.execute(
            "update selection_place set state = 'HELD', trail = %(trail)s where decree_id = %(decree)s", facts
        )
        cursor.execute(MEMBERS, facts)
        cursor.execute(ENROLLED, facts)
    return facts["decree"]


def papered(run, on, preparer="agus", signer="berta"):
    """SPP, SPM and SP2D of a billed run whose payer needs them, by a treasurer and an approver."""
    from naung.delivery.contributions import jobs
    from naung.delivery.contributions.treasury import actions as treasury
    from naung.delivery.contributions.treasury import queries as treasury_queries
    from naung.partners.bkad.treasury import Treasury

    run.refresh_from_db()
    if run.state != "BILLED" or treasury_queries.may_order(run):
        return run
    tail, when = f"{run.month:%Y-%m}/{run.round}", {"at": NOW, "on": on}
    made = treasury.standing(run) or treasury.prepare(
        run=run, office="Dinas (DATA CONTOH)", account_code="", spp_number=f"SPP/{tail}", spp_on=on, spm_number=f"SPM/{tail}",
        by=officer(preparer, "treasurer", "53"), **when,
    )  # fmt: skip
    if made.state == "PREPARED":
        treasury.decide(
            papers=made,
            approve=True,
            content_hash=made.content_hash,
            by=officer(signer, "approver", "53"),
            **when,
        )
    jobs.disburse(run=run, treasury=Treasury(misbehave=(), lists=None), by=MACHINE, **when)
    return run


def people(mark="a", region="53.71"):
    """The ids of the people that enrol made, in order."""
    with connection.cursor() as cursor:
        cursor.execute("select p.id from registry_person p join trail_entry e on e.id = p.trail where e.subject = %s order by p.id",
                       [f"test:{region}/{mark}"])  # fmt: skip
        return [row[0] for row in cursor.fetchall()]


def write(statement, params=None):
    """Raw SQL with a trail entry of its own transaction in %(trail)s."""
    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.write", subject="test:1", at=NOW)
        cursor.execute(statement, {**(params or {}), "trail": entry})


def one(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()[0]
