"""Somebody changes a claim, a paper, a receiver or a payment behind everybody's back; the independent checker says what.

In the village of the families' stories: a late payment that was confirmed, an accident of eight months, a death in the second month."""

from datetime import date

import psycopg
import pytest

from naung.delivery.claims import actions
from naung.delivery.claims.heirs import mandates, receiving
from naung.project import database, postgres
from naung.project.verify import claims, claims_law, seal
from tests.delivery.selection.renewal.cast import standing
from tests.journeys.families import cast, test_ojek_and_eight_months
from tests.journeys.families.cast import at, gather, member, report, who

COMPLETE, CAME = date(2025, 10, 20), date(2025, 10, 30)


def _late():
    """Paid five working days late, with interest; the receiver had changed the account, by two and after a visit."""
    claim = report(date(2025, 10, 6), told_on=date(2025, 10, 8))
    relative = cast.relative(claim, "Maria Contoh", "spouse", COMPLETE)
    claim = gather(claim, COMPLETE)
    payee = cast.receiver(claim, COMPLETE, relative=relative)
    other = receiving.Brought(
        "002", "777700001111", "Maria Contoh", "regular", "buku tabungan", "Pindah bank dekat rumah"
    )
    when = {"at": at(date(2025, 10, 21)), "on": date(2025, 10, 21)}
    row = receiving.bring(payee=payee, brought=other, by=who("camat"), **when)
    receiving.call(
        account=row,
        way="visit",
        spoke_with="Maria Contoh",
        answer="YES",
        what="Benar, saya pindah",
        by=who("verifikator"),
        **when,
    )
    receiving.confirm(account=row, by=who("verifikator"), **when)
    claim = cast.granted(cast.approved(claim, COMPLETE), date(2025, 10, 22))
    cast.paid_out(claim, payee, CAME, interest=2_100_000)


def _accident():
    claim = test_ojek_and_eight_months.eight_months(person=member(1))
    test_ojek_and_eight_months.hand(claim)
    on = test_ojek_and_eight_months.READ
    claim = cast.assess(gather(claim, on), on)
    payee = cast.receiver(claim, on, kind="MEMBER", account="0150002000777")
    cast.payout.pay_part(
        claim=claim, payee_id=payee.pk, part="inability:2025-08-12", rupiah=666_667, paid_on=on, reference="STMB/1", by=who("bela"), at=at(on, 11), on=on
    )  # fmt: skip
    cast.pay(cast.granted(cast.approve(claim, on), on, letter="BPJS/2"), payee, 22_200_000, on)


def _early():
    on = date(2025, 9, 1)
    claim = report(date(2025, 8, 20), told_on=on, cause="work_accident", person=member(2))
    cast.approved(gather(claim, on), on)


def _contested():
    on = date(2025, 11, 12)
    claim = gather(report(date(2025, 11, 5), told_on=on, person=member(3)), on)
    hold = mandates.contest(
        claim=claim, who="Bernadeta Contoh", because="Mengaku istri kedua", by=who("camat"), at=at(on), on=on
    )
    mandates.lift(
        hold=hold,
        because="Sudah damai di depan lurah",
        document="Berita acara 3",
        by=who("kota"),
        at=at(on, 12),
        on=on,
    )
    again = cast.again(claim)
    mandates.contest(
        claim=again,
        who="Agustina Contoh",
        because="Belum setuju dengan damai",
        by=who("camat"),
        at=at(on, 14),
        on=on,
    )
    late = report(
        date(2025, 7, 14), told_on=date(2030, 7, 15), kind="accident", cause="work_accident", person=member(4)
    )
    actions.refuse(
        claim=late,
        because="Lewat lima tahun",
        by=who("kepala"),
        at=at(date(2030, 7, 15)),
        on=date(2030, 7, 15),
    )


def happened():
    cast.settle()
    for one in (_late, _accident, _early, _contested):
        one()


@pytest.fixture(scope="module")
def name(django_db_setup, django_db_blocker):
    with standing(happened, django_db_blocker) as found:
        yield found


@pytest.fixture
def owner(name):
    """The owner in a transaction that nobody commits."""
    with psycopg.connect(postgres.connection_string(database.cluster(), database=name)) as connection:
        yield connection
        connection.rollback()


def wrong(owner):
    return [said for check in (*claims.CHECKS, *claims_law.CHECKS) for said in check.find(owner)[1]]


K1, K2 = (
    "(select id from claims_claim where state = 'CLOSED')",
    "(select id from claims_claim where state = 'PAID')",
)
TAMPERING = [
    ("update claims_claim set assessor_human = (select prepared_human from approvals_approval where kind = 'selection.decree') where state = 'PAID'",
     "a claim filed, assessed or approved by who enrolled the member"),
    ("update claims_payment set officer_id = (select id from staff_officer where login = 'kota')", "a step of a claim under somebody else's account"),
    ("update claims_paper set judged_human = received_human where state = 'READ'", "a paper read by who took it in"),
    ("update claims_payeeaccount set decided_human = entered_human where state = 'CONFIRMED'", "an account for a family's money that one person wrote"),
    ("update claims_payeecall set called_human = (select min(entered_human) from claims_payeeaccount)", "a call about an account by who wrote it"),
    ("update claims_hold set lifted_human = opened_human where state = 'LIFTED'", "a dispute lifted by who opened it"),
    ("update claims_confirmation set human = (select min(human) from claims_payment)", "a payment confirmed by who recorded it"),
    ("update claims_confirmation set human = (select min(entered_human) from claims_payeeaccount)", "a family asked by who wrote the receiver's account"),
    (f"""update claims_payment set determination_id = null, days_late = 0, interest_due = 0, kind = 'inability', first_day = '2025-08-12', last_day = '2025-08-14',
          days = 3 where claim_id = {K1}""", "a day without work, or a journey, that was paid twice"),
    (f"""update claims_payment set determination_id = null, kind = 'inability', first_day = '2025-08-12', last_day = '2025-08-14', days = 9
          where claim_id = {K2}""", "a part paid without a letter or receipt that stands"),
    ("update claims_review r set human = c.assessor_human from claims_claim c where c.id = r.claim_id", "a second look that was no other person's"),
    ("delete from claims_review", "an early death approved without a second look"),
    (f"update claims_paper set state = 'MISSING' where id = (select min(id) from claims_paper where claim_id = {K1})", "a complete file with a paper that nobody read"),
    (f"update claims_claim set complete_on = assessed_on + 1 where id = {K2}", "an assessed claim whose file was never complete"),
    (f"delete from claims_report where claim_id = {K1}", "a claim that nobody told"),
    ("update claims_determination set rupiah = rupiah + 1", "a determination whose lines do not add up"),
    (f"""update claims_determination set rupiah = rupiah + 1, lines = jsonb_set(lines, '{{0,amount}}', to_jsonb((lines->0->>'amount')::bigint + 1))
          where claim_id = {K1}""", "a difference from our estimate that nobody explained"),
    (f"update claims_claim set person_id = (select person_id from claims_claim where id = {K1}) where kind = 'death' and state = 'APPROVED'", "one death claimed twice"),
    (f"update claims_claim set caused_by_id = {K2} where kind = 'death' and state = 'APPROVED'", "an illness paid beside the accident"),
    (f"update claims_payment set rupiah = rupiah + 1 where claim_id = {K2}", "more paid than the insurer granted"),
    ("update claims_payment set rupiah = rupiah + 1 where kind = 'interest'", "more interest paid than was due"),
    ("""alter table claims_payment drop constraint claims_payment_reference_key;
        update claims_payment set reference = (select min(reference) from claims_payment)""", "one transfer recorded twice"),
    (f"update claims_payment set payee_id = (select min(payee_id) from claims_payment where claim_id = {K2}) where claim_id = {K1}", "a payment of another claim's receiver"),
    ("update claims_payeeaccount set effective_at = effective_at + interval '30 days' where number = 2; update claims_payeeaccount set state = 'REFUSED' where number = 1",
     "a payment to an account that was not ready"),
    ("update claims_payeeaccount set effective_at = decided_at where number = 2; update claims_payeeaccount set state = 'REFUSED' where number = 1",
     "a payment to an account that was not ready"),
    ("delete from claims_payeecall; update claims_payeeaccount set state = 'REFUSED' where number = 1", "a payment to an account that was not ready"),
    (f"update claims_hold set claim_id = {K1}, opened_at = '2025-10-21', lifted_at = null, state = 'OPEN' where state = 'OPEN'", "a payment while somebody contested it"),
    (f"update claims_hold set claim_id = {K2} where state = 'OPEN'", "a claim decided while somebody contests it"),
    (f"update claims_claim set paid_rupiah = paid_rupiah - 1 where id = {K1}", "a paid claim whose payments are not what was granted"),
    (f"update claims_payment set rupiah = rupiah - 1 where claim_id = {K2}", "a paid claim whose payments are not what was granted"),
    ("update claims_confirmation set rupiah = rupiah - 1 where id = (select min(id) from claims_confirmation)", "a closed claim that a family did not confirm in full"),
    (f"delete from claims_confirmation where payment_id in (select id from claims_payment where claim_id = {K1})", "a closed claim that a family did not confirm in full"),
    ("update claims_payment set days_late = 4 where days_late = 5", "TRF/"),
    ("update claims_payment set interest_due = interest_due - 1 where interest_due > 0", "TRF/"),
    (f"update claims_claim set complete_on = complete_on + 1, assessed_on = assessed_on + 1 where id = {K1}", "TRF/"),
    ("update claims_claim set expires_on = expires_on + 1 where state = 'REFUSED'", "K-2030-0001: the right ends 2030-07-14"),
    ("update claims_claim set state = 'ASSESSED' where state = 'REFUSED'", "K-2030-0001: the right ends 2030-07-14"),
    ("update claims_care set reference_key = 'X', facility_key = 'Y' where rupiah is not null", "a receipt counted twice in one claim"),
    ("update claims_care set until = until + 1 where id = (select min(id) from claims_care where kind = 'rest')", "a day without work paid twice"),
    ("update claims_care set kind = 'repaid', rupiah = 1250001 where kind = 'cost' and paid_by = 'insurer'", "more given back than a family laid out"),
    ("update claims_care set kind = 'visit' where kind = 'statement'", "an accident assessed before a doctor said how it ended"),
    ("update claims_care set rupiah = rupiah + 1 where kind = 'cost' and paid_by = 'family'", "K-2025-0002: 22866667, and the law says 22866668"),
    ("update claims_care set until = until - 1 where kind = 'rest' and id = (select min(id) from claims_care where kind = 'rest')", "K-2025-0002: 22866667, and the law says"),
    ("update claims_care set what = 'healed' where kind = 'statement'", "K-2025-0002: 22866667, and the law says 11666667"),
    ("update claims_care set parts_sealed = '\\x00' where kind = 'statement'", "K-2025-0002: 22866667, and the law says 11666667"),
]  # fmt: skip


def told_otherwise(owner):
    """Of claims alone: the village's places were written by a test."""
    return [
        said
        for said in seal.every_state_has_an_entry_that_tells_of_it(owner)[1]
        if said.startswith("claims_")
    ]


def test_every_state_of_a_file_has_the_entry_that_tells_of_it(owner):
    assert told_otherwise(owner) == []
    owner.execute("set session_replication_role = replica")
    owner.execute(
        "update claims_payee set state = 'ENDED', ended_because = 'contoh' where id = (select min(id) from claims_payee)"
    )
    (said,) = told_otherwise(owner)
    assert said.startswith("claims_payee") and said.endswith("stands ENDED, and its entry says claims.payee")


def test_an_untouched_village_holds_and_every_check_looks_at_something(owner):
    assert wrong(owner) == []
    nothing = {
        "scholarships and the law",
        "a gap settled by who opened it, or without a reason",
        "an illness paid beside the accident that led to it",
    }
    assert {one.name for one in (*claims.CHECKS, *claims_law.CHECKS) if not one.find(owner)[0]} == nothing


@pytest.mark.parametrize(("statement", "says"), TAMPERING)
def test_what_was_changed_is_named(owner, statement, says):
    owner.execute("set session_replication_role = replica")
    for table, check in owner.execute(
        """select conrelid::regclass::text, conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
             and conrelid::regclass::text like 'claims%'"""
    ).fetchall():
        owner.execute(f'alter table {table} drop constraint "{check}"')
    for index in ("claims_one_death_a_person", "claims_one_claim_an_event"):
        owner.execute(f"drop index {index}")
    assert owner.execute(statement).rowcount
    assert any(said.startswith(says) for said in wrong(owner)), wrong(owner)
