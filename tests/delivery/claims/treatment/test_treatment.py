"""A treatment told entry by entry: what it has cost, what the law gives for it, and what is refused on the way."""

from collections import Counter
from datetime import date

import pytest
from django.db import Error, connection, transaction

from naung import law
from naung.delivery.banking import said
from naung.delivery.claims import cover
from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting import actions as reporting
from naung.delivery.claims.treatment import actions, ahead, benefits, queries, rules
from naung.delivery.claims.treatment.actions import Told
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.claims.cast import assessor, filer, members, report
from tests.people import NOW

pytestmark = pytest.mark.django_db
FELL, TODAY = date(2025, 8, 14), date(2026, 4, 20)
RSUD, VILLAGE_CLINIC = "F5371-1", "Klinik Ibu Contoh 2"


@pytest.fixture(scope="module")
def accident(django_db_setup, django_db_blocker):
    """One member and one accident for all of these tests, in a transaction around each test's own; it is gone with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        (person,) = members(months=3)
        assessor()
        yield report(person, kind="accident", cause="work_accident", day=FELL, on=FELL).pk
        transaction.set_rollback(True)


@pytest.fixture
def claim(accident, db) -> Claim:
    return Claim.objects.get(pk=accident)


def tell(
    claim: Claim, kind: str, day: date, *, on: date = TODAY, by=None, instead_of=None, because="", **fields
):
    return actions.record(claim=claim, told=Told(kind, day, **fields), by=by or assessor(), at=NOW, on=on,
                          instead_of=instead_of, because=because)  # fmt: skip


def lines(claim: Claim) -> dict[str, int]:
    """What the law gives for what is told so far."""
    found = benefits.results(
        queries.outcome(claim.pk).receipts, accident_on=claim.happened_on, base=1_000_000
    )
    sums: Counter[str] = Counter()
    for line in (line for one in found for line in one.lines):
        sums[line.what] += line.amount
    return dict(sums)


def eight_months(claim: Claim) -> None:
    """An ojek driver's broken leg: a clinic in the village, a boat, the hospital, letters of rest, a prosthesis, one foot lost."""
    tell(
        claim,
        "cost",
        FELL,
        what="examination",
        rupiah=350_000,
        paid_by="family",
        facility=VILLAGE_CLINIC,
        reference="KW/7",
    )
    tell(claim, "transport", FELL, what="sea", rupiah=2_500_000, reference="KPL-3")
    tell(claim, "guarantee", date(2025, 8, 15), reference="SJ-1", facility=RSUD, until=date(2025, 12, 31))
    tell(claim, "admission", date(2025, 8, 15), facility=RSUD)
    tell(
        claim,
        "cost",
        date(2025, 8, 20),
        what="surgery",
        rupiah=61_500_000,
        paid_by="insurer",
        facility=RSUD,
        reference="INV 9",
    )
    tell(claim, "discharge", date(2025, 9, 2), facility=RSUD)
    tell(claim, "rest", FELL, until=date(2026, 2, 28), reference="SKI-1", signed_by="dr. Contoh")
    tell(claim, "rest", date(2026, 3, 1), until=date(2026, 4, 30), reference="SKI-2", signed_by="dr. Contoh")
    tell(claim, "aid", date(2026, 4, 1), what="prosthesis", rupiah=4_000_000, reference="PR-1")
    tell(claim, "home_care", date(2025, 9, 3), rupiah=1_200_000, months=2, reference="PH-1")


def test_it_works(claim):
    eight_months(claim)
    found = queries.outcome(claim.pk)
    assert (found.closed, found.form, found.waits) == (
        False,
        "",
        ["Pernyataan dokter belum ada: perawatan masih berjalan."],
    )
    tell(claim, "statement", date(2026, 4, 13), what="partial_anatomical", parts=(law.Part("foot_one_ankle"),),
         signed_by="dr. Contoh", reference="3b-1")  # fmt: skip
    found = queries.outcome(claim.pk)
    assert (found.closed, found.ended_on, found.receipts.parts[0].part) == (
        True,
        date(2026, 4, 13),
        "foot_one_ankle",
    )
    days = (date(2026, 4, 13) - FELL).days + 1  # the second letter ends later than the doctor's statement
    assert found.receipts.days == days == 243
    assert lines(claim) == {
        "jkk.treatment": 350_000,
        "jkk.transport_sea": 2_000_000,
        "jkk.temporary_inability": 8_100_000,
        "jkk.home_care": 1_200_000,
        "jkk.prosthesis": 5_600_000,
        "jkk.partial_disability": 20_000_000,
    }
    claim.refresh_from_db()
    assert claim.outside_plkk, "the village clinic is not on the list, so other papers are asked"


def test_a_long_case_is_a_line_a_month_and_its_sums_have_no_limit(claim):
    eight_months(claim)
    months = queries.timeline(claim.pk)
    assert [str(one.month) for one in months] == [
        "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04",
    ]  # fmt: skip
    assert [one.sums.days for one in months] == [18, 30, 31, 30, 31, 31, 28, 31, 30]
    assert (months[0].sums.insurer, months[0].sums.family, months[0].sums.transport) == (
        61_500_000,
        350_000,
        2_500_000,
    )
    total = queries.sums(queries.live(claim.pk))
    assert (total.treatment, total.owed, total.laid_out) == (61_850_000, 350_000, 8_050_000)
    tell(claim, "repaid", date(2025, 10, 1), rupiah=150_000, reference="TRF-1")
    assert queries.sums(queries.live(claim.pk)).owed == lines(claim)["jkk.treatment"] == 200_000
    with pytest.raises(
        rules.TooMuch, match=r"Keluarga mengeluarkan Rp350\.000 untuk perawatan, jadi Rp350\.001"
    ):
        tell(claim, "repaid", date(2025, 10, 2), rupiah=200_001, reference="TRF-2")


def test_what_comes_next_is_the_nearest_date(claim):
    eight_months(claim)
    tell(claim, "visit", date(2026, 4, 25), facility=RSUD)
    found = ahead.dates(claim, queries.live(claim.pk), on=date(2026, 4, 20))
    assert [(one.what, one.days) for one in found] == [
        ("guarantee_ends", -110),
        ("visit", 5),
        ("rest_ends", 10),
    ]
    tell(claim, "statement", date(2026, 4, 19), what="healed", signed_by="dr. Contoh", reference="3b-1")
    found = ahead.dates(claim, queries.live(claim.pk), on=date(2026, 4, 20))
    assert [(one.what, one.day) for one in found] == [("second_report", date(2026, 4, 21))]
    reporting.second(claim=claim, by=assessor(), on=date(2026, 4, 20), at=NOW)
    assert ahead.dates(claim, queries.live(claim.pk), on=date(2026, 4, 20)) == []
    late = ahead.dates(claim, queries.live(claim.pk), on=date(2030, 8, 1))
    assert [(one.what, one.day, one.days) for one in late] == [("expires", date(2030, 8, 14), 13)]
    assert lines(claim).keys() >= {"jkk.temporary_inability"} and "jkk.partial_disability" not in lines(claim)


def test_a_receipt_is_counted_once_and_a_day_is_paid_once(claim):
    first = tell(
        claim,
        "cost",
        FELL,
        what="medicine",
        rupiah=100_000,
        paid_by="family",
        facility=RSUD,
        reference="KW/12",
    )
    entries = Entry.objects.count()
    assert tell(claim, "cost", FELL, what="medicine", rupiah=100_000, paid_by="family", facility="rsud contoh kota kupang",
                reference="kw 12") == first  # fmt: skip
    assert Entry.objects.count() == entries, "the same receipt told again is the same entry"
    with pytest.raises(
        rules.SameReceipt,
        match=r"Kuitansi KW/12 dari tempat ini sudah dihitung pada 14 Agustus 2025, Rp100\.000",
    ):
        tell(
            claim,
            "cost",
            date(2025, 8, 16),
            what="medicine",
            rupiah=90_000,
            paid_by="family",
            facility=RSUD,
            reference="kw-12",
        )
    tell(
        claim,
        "cost",
        FELL,
        what="medicine",
        rupiah=90_000,
        paid_by="family",
        facility=VILLAGE_CLINIC,
        reference="KW/12",
    )
    tell(claim, "rest", date(2025, 9, 1), until=date(2025, 9, 30), reference="SKI-1")
    with pytest.raises(
        rules.Overlaps, match="Surat istirahat SKI-1 sudah meliputi 1 September 2025 sampai 30 September 2025"
    ):
        tell(claim, "rest", date(2025, 9, 30), until=date(2025, 10, 5), reference="SKI-2")


def test_a_mistake_is_voided_with_its_reason_and_stays_in_sight(claim):
    wrong = tell(
        claim,
        "cost",
        FELL,
        what="medicine",
        rupiah=1_000_000,
        paid_by="family",
        facility=VILLAGE_CLINIC,
        reference="KW/12",
    )
    right = {"what": "medicine", "rupiah": 100_000, "paid_by": "family", "facility": RSUD, "reference": "KW/12",
             "instead_of": wrong.pk, "because": "nolnya kelebihan satu"}  # fmt: skip
    put_right = tell(claim, "cost", FELL, **right)
    assert tell(claim, "cost", FELL, **right) == put_right
    assert [one.rupiah for one in queries.live(claim.pk)] == [100_000] and len(
        queries.everything(claim.pk)
    ) == 2
    claim.refresh_from_db()
    assert not claim.outside_plkk, "nobody treated him outside the list after all"
    with pytest.raises(rules.NoReason, match="paling sedikit 10 huruf"):
        actions.void(claim=claim, entry=put_right.pk, because="salah", by=assessor(), at=NOW, on=TODAY)
    with pytest.raises(said.NumberInText, match="Jangan tulis nomor"):
        actions.void(
            claim=claim, entry=put_right.pk, because="milik 0812 3456 7890", by=assessor(), at=NOW, on=TODAY
        )
    tell(claim, "repaid", date(2025, 10, 1), rupiah=100_000, reference="TRF-1")
    with pytest.raises(rules.TooMuch):
        actions.void(
            claim=claim, entry=put_right.pk, because="kuitansi orang lain", by=assessor(), at=NOW, on=TODAY
        )
    with pytest.raises(rules.NoSuchEntry, match="sudah dibatalkan"):
        actions.void(
            claim=claim, entry=wrong.pk, because="dibatalkan dua kali", by=assessor(), at=NOW, on=TODAY
        )


def test_a_receipt_that_another_claim_counts_too_is_shown_and_not_refused(claim):
    other = report(
        claim.person_id, kind="accident", cause="work_accident", day=date(2025, 9, 1), on=date(2025, 9, 1)
    )
    for one in (claim, other):
        tell(
            one,
            "cost",
            date(2025, 9, 2),
            what="medicine",
            rupiah=90_000,
            paid_by="family",
            facility=RSUD,
            reference="KW/12",
        )
    assert [(one.reference, one.number) for one in queries.twins(claim.pk)] == [("KW/12", other.number)]
    actions.void(
        claim=other,
        entry=queries.live(other.pk)[0].pk,
        because="milik kejadian lain",
        by=assessor(),
        at=NOW,
        on=TODAY,
    )
    assert queries.twins(claim.pk) == []


def test_the_papers_follow_the_journey_and_the_place(claim):
    def asked() -> set[str]:
        return {one.kind for one in documents.missing(claim.pk)} & {
            "transport_receipts",
            "treatment_receipts",
        }

    boat = tell(claim, "transport", FELL, what="sea", rupiah=90_000, reference="KPL-3")
    away = tell(claim, "admission", FELL, facility=VILLAGE_CLINIC)
    assert asked() == {"transport_receipts", "treatment_receipts"}
    for entry in (boat, away):
        actions.void(
            claim=claim, entry=entry.pk, because="tidak jadi dibawa ke sana", by=assessor(), at=NOW, on=TODAY
        )
    assert asked() == set()


def test_an_accident_that_ends_in_death_opens_its_own_claim_and_never_pays_jkm(claim):
    tell(claim, "rest", FELL, until=date(2025, 9, 30), reference="SKI-1")
    died = date(2025, 9, 10)
    stated = tell(claim, "statement", died, what="dead", signed_by="dr. Contoh", reference="3b-1")
    death = Claim.objects.get(caused_by=claim)
    assert (death.kind, death.cause, death.happened_on, death.rupiah) == (
        "death",
        "work_accident",
        died,
        70_000_000,
    )
    assert lines(claim) == {"jkk.temporary_inability": 933_333}, (
        "28 days until the death, in the accident's claim"
    )
    with pytest.raises(rules.StandsOn, match=f"Klaim kematian {death.number} berdiri di atas pernyataan ini"):
        actions.void(
            claim=claim, entry=stated.pk, because="salah orang rupanya", by=assessor(), at=NOW, on=TODAY
        )


def test_a_death_that_was_told_as_illness_is_settled_before_it_is_the_accidents(claim):
    report(claim.person_id, kind="death", cause="illness", day=date(2025, 9, 10), on=date(2025, 9, 11))
    with (
        pytest.raises(actions.DiedOtherwise, match="JKM dan JKK tidak dibayar bersama"),
        transaction.atomic(),
    ):
        tell(claim, "statement", date(2025, 9, 10), what="dead", signed_by="dr. Contoh", reference="3b-1")
    assert queries.live(claim.pk) == []


@pytest.mark.parametrize(
    ("kind", "day", "fields", "refusal", "says"),
    [
        ("cost", FELL, {"what": "surgery", "rupiah": 1, "paid_by": "family", "facility": RSUD}, rules.Incomplete, "nomor surat atau kuitansi"),
        ("cost", FELL, {"what": "magic", "rupiah": 1, "paid_by": "family", "facility": RSUD, "reference": "1"}, rules.UnknownEntry, "magic"),
        ("transport", FELL, {"what": "air", "rupiah": -5, "reference": "1"}, rules.Incomplete, "lebih dari nol"),
        ("rest", date(2025, 8, 13), {"until": FELL, "reference": "1"}, rules.WrongDay, "lebih dahulu daripada kecelakaannya"),
        ("admission", date(2026, 4, 21), {"facility": RSUD}, rules.WrongDay, "belum tiba"),
        ("discharge", FELL, {"facility": RSUD}, rules.NotAdmitted, "bergantian"),
        ("statement", FELL, {"what": "partial_functional", "parts": (law.Part("big_toe"),), "signed_by": "dr. C", "reference": "1"}, law.BadCase, "dokter yang menetapkan"),
        ("prayer", FELL, {}, rules.UnknownEntry, "prayer tidak dikenal"),
    ],
)  # fmt: skip
def test_refused(claim, kind, day, fields, refusal, says):
    with pytest.raises(refusal, match=says):
        tell(claim, kind, day, **fields)


def test_who_may_tell_and_of_what(claim):
    with pytest.raises(NotAllowed, match=r"claims\.treat"):
        tell(claim, "admission", FELL, facility=RSUD, by=filer())
    death = report(claim.person_id)
    with pytest.raises(rules.NotTreated, match="adalah klaim kematian"):
        tell(death, "admission", date(2025, 11, 5), facility=RSUD)


def test_the_database_keeps_what_the_action_promises(claim):
    entry = tell(
        claim, "cost", FELL, what="medicine", rupiah=100, paid_by="family", facility=RSUD, reference="KW/1"
    )
    rest = tell(claim, "rest", FELL, until=date(2025, 8, 20), reference="SKI-1")
    bad = {
        "counted once": (entry, {}),
        "no day of inability": (rest, {"reference": "X", "reference_key": "X"}),
        "an accident ends once": (tell(claim, "statement", date(2025, 9, 1), what="healed", signed_by="dr. C", reference="1"), {}),
        "more is given back": (entry, {"kind": "repaid", "what": "", "paid_by": "insurer", "rupiah": 101, "reference_key": "T"}),
        "before its accident": (entry, {"day": date(2025, 8, 1), "reference_key": "Y"}),
        "has its own claim by work accident": (entry, {"kind": "statement", "what": "dead", "rupiah": None, "paid_by": ""}),
        "claims_care_whole_money": (entry, {"rupiah": None, "reference_key": "Z"}),
        "of the same claim and kind": (rest, {"kind": "visit", "voids_id": entry.pk, "because": "lain jenis"}),
    }  # fmt: skip
    for says, (row, changed) in bad.items():
        with pytest.raises(Error, match=says), transaction.atomic():
            _again(row, changed)
    with (
        pytest.raises(Error, match="append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update claims_care set rupiah = 1")


def _again(row, changed):
    """A row written past the action, with a trail entry of its own transaction."""
    from naung.delivery.claims.treatment.models import Care

    copied = {
        field.attname: getattr(row, field.attname) for field in Care._meta.fields if field.attname != "id"
    }
    Care(**{**copied, **changed}).save(force_insert=True)


def test_the_estimate_of_the_claim_is_made_of_these_lines(claim):
    tell(claim, "transport", FELL, what="land", rupiah=600_000, reference="1")
    tell(
        claim,
        "cost",
        FELL,
        what="medicine",
        rupiah=90_000,
        paid_by="family",
        facility=VILLAGE_CLINIC,
        reference="1",
    )
    tell(claim, "statement", date(2025, 9, 1), what="total", signed_by="dr. Contoh", reference="3b")
    found = cover.of_claim(claim, receipts=queries.outcome(claim.pk), children=["smp"])
    assert {line["what"]: line["amount"] for line in found.lines} == {
        "jkk.treatment": 90_000, "jkk.transport_land": 600_000, "jkk.total_disability": 56_000_000,
        "jkk.periodic": 12_000_000, "scholarship.first_year": 2_000_000,
    }  # fmt: skip
    assert found.rupiah == 70_690_000 and all(line["reference"] for line in found.lines)
