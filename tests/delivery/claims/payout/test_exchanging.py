"""A widow's claim goes to the insurer in a file and its word comes back in one, from an insurer that also misbehaves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from naung import law
from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout import actions, exchanging, queries
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.models import Suspense
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.vault import seals
from naung.partners import tables
from naung.partners.bpjs_tk import claims as layout
from tests.delivery.claims import cast as claims
from tests.delivery.claims.payout import cast as payouts
from tests.delivery.claims.payout.cast import again, determine, insurer, state, verifier, who
from tests.delivery.contributions.cast import programme, write

pytestmark = pytest.mark.django_db
SENT, TAKEN = date(2025, 12, 4), date(2025, 12, 9)


@pytest.fixture
def bpjs(tmp_path):
    return lambda *ways: layout.Insurer(misbehave=ways, lists=tmp_path)


def approved():
    """The widow's claim; the cast's people have no number in clear, and a file has."""
    found = payouts.approved()
    write("update registry_person set nik_sealed = %(nik)s", {"nik": seals.seal("5371014101909001", "nik")})
    return found


def send(bpjs, *, on=SENT):
    return exchanging.send(programme=programme(), insurer=bpjs(), **who(insurer(), on))


def take(bpjs, *ways, on=TAKEN):
    return exchanging.take(programme=programme(), insurer=bpjs(*ways), **who(insurer(), on))


def otherwise(tmp_path, *rows):
    lines = ["claim,benefit,rupiah,code,reason", *rows]
    (tmp_path / "claim_words.csv").write_text("\n".join(lines), encoding="utf-8")


def test_it_works(bpjs):
    claim, _ = approved()
    (batch,) = send(bpjs)
    assert (batch.key, batch.rows, batch.rupiah) == ("ntt-2025/53.71/klaim-1", 1, 70_000_000)
    assert b"JKK-BERKALA=12000000" in exchange.file_of(batch)
    (taken,) = take(bpjs)
    word = queries.determination(claim.pk)
    assert (taken.accepted, state(claim), word.rupiah, word.source) == (1, "DETERMINED", 70_000_000, "file")
    assert queries.explained(again(claim), word)
    assert exchange.by_number(batch.pk).state == "CLOSED"


def test_a_second_run_sends_and_changes_nothing(bpjs):
    claim, _ = approved()
    (batch,) = send(bpjs)
    assert send(bpjs) == []
    (content,) = bpjs().answer_claims(exchange.file_of(batch), on=TAKEN)
    first, again_ = (
        exchanging.take_file(content=content, insurer=bpjs(), **who(insurer(), TAKEN)) for _ in "12"
    )
    assert (first.accepted, again_.again, len(queries.determinations(claim.pk))) == (1, True, 1)
    assert take(bpjs) == [] or state(claim) == "DETERMINED"


def test_another_amount_waits_to_be_explained_and_a_contested_word_is_sent_again(bpjs, tmp_path):
    claim, widow = approved()
    otherwise(tmp_path, f"{claim.number},JKK-BERKALA,0,S02,Santunan berkala dibayar terpisah.")
    send(bpjs)
    take(bpjs)
    word = queries.determination(claim.pk)
    assert (state(claim), word.rupiah, word.because) == (
        "DETERMINED",
        58_000_000,
        "S02 Santunan berkala dibayar terpisah.",
    )
    assert not queries.explained(again(claim), word)
    told = {"because": "Berkala tertinggal.", "letter_number": "K/1", "answer_by": date(2025, 12, 18)}
    actions.contest(claim=claim, **told, **who(verifier(), TAKEN))
    (second,) = send(bpjs, on=TAKEN)
    assert second.key.endswith("klaim-2")
    assert b"K/1" in exchange.file_of(second)
    take(bpjs)
    assert (state(claim), queries.determination(claim.pk).rupiah) == ("DETERMINED", 70_000_000)


def test_a_refusal_by_file_ends_the_claim_with_its_reason(bpjs, tmp_path):
    claim, _ = approved()
    otherwise(tmp_path, f"{claim.number},,,T01,Bukan kecelakaan kerja menurut penyidik.")
    send(bpjs)
    (taken,) = take(bpjs)
    assert (taken.refused, state(claim), again(claim).refused_because) == (
        1,
        "REFUSED",
        "T01 Bukan kecelakaan kerja menurut penyidik.",
    )


@pytest.mark.parametrize("way", ["late", "wrong", "garbled", "twice", "unknown", "partial"])
def test_a_misbehaving_insurer_is_borne(bpjs, way):
    claim, _ = approved()
    (batch,) = send(bpjs)
    take(bpjs, way)
    take(bpjs, way)
    assert (state(claim), len(queries.determinations(claim.pk))) == ("DETERMINED", 1)
    said = sorted(Suspense.objects.filter(batch=batch).values_list("why", flat=True))
    assert said == {"wrong": ["TOTALS"], "garbled": ["UNREADABLE"], "unknown": ["UNKNOWN", "UNKNOWN"]}.get(
        way, []
    )


def test_a_line_that_cannot_be_this_claim_s_word_waits_in_suspense_with_the_reason(bpjs):
    """The letter came on paper first; then a file with another letter, another claim's number, and sums that do not add up."""
    claim, _ = approved()
    (batch,) = send(bpjs)
    heading = [batch.key, "09-12-2025"]
    wrong = (
        ((1, "K-2025-9999", "TERIMA", "B/2", "04-12-2025", "JKK-SANTUNAN=1", 1, "", ""), "menyebut klaim K-2025-9999"),
        ((1, claim.number, "TERIMA", "B/2", "04-12-2025", "JKK-SANTUNAN=1", 2, "", ""), "tidak berjumlah"),
    )  # fmt: skip
    determine(claim)
    wrong += (((1, claim.number, "TERIMA", "B/2", "04-12-2025", "JKK-SANTUNAN=1", 1, "", ""), ""),)
    for line, _why in wrong:
        content = tables.write(layout.WORDS, heading, layout.BACK, [line], (1, line[6]))
        exchanging.take_file(content=content, insurer=bpjs(), **who(insurer(), TAKEN))
    reasons = list(
        Suspense.objects.filter(batch=batch).order_by("pk").values_list("facts__reason", flat=True)
    )
    assert [want in said for (_line, want), said in zip(wrong, reasons, strict=True)] == [True] * 3
    assert len(queries.determinations(claim.pk)) == 1


def test_two_words_on_one_claim_in_one_file_are_neither(bpjs):
    claim, _ = approved()
    (batch,) = send(bpjs)
    lines = [(1, claim.number, "TERIMA", "B/2", "04-12-2025", f"JKK-SANTUNAN={n}", n, "", "") for n in (1, 2)]
    content = tables.write(layout.WORDS, [batch.key, "09-12-2025"], layout.BACK, lines, (2, 3))
    taken = exchanging.take_file(content=content, insurer=bpjs(), **who(insurer(), TAKEN))
    assert (taken.accepted, taken.unknown, state(claim)) == (0, 2, "APPROVED")


def test_a_file_for_nothing_that_was_sent_is_turned_away(bpjs):
    content = tables.write(layout.WORDS, ["ntt-2025/53.71/klaim-9", "09-12-2025"], layout.BACK, [], (0, 0))
    with pytest.raises(exchanging.NoSuchBatch, match="klaim-9"):
        exchanging.take_file(content=content, insurer=bpjs(), **who(insurer(), TAKEN))


def test_who_assessed_or_only_looks_neither_sends_nor_takes(bpjs):
    approved()
    for by in (claims.assessor(), verifier()):
        with pytest.raises(NotAllowed):
            exchanging.send(programme=programme(), insurer=bpjs(), **who(by, SENT))


def test_the_database_knows_that_a_word_from_a_file_answers_one(bpjs):
    claim, _ = approved()
    with pytest.raises(IntegrityError, match="answers a claim that was sent"), transaction.atomic():
        actions.determine(claim=claim, granted=False, because="x", letter_number="B/1", letter_on=SENT, source="file", **who(insurer(), SENT))  # fmt: skip
    assert Claim.objects.get(pk=claim.pk).state == "APPROVED"


def test_the_layout_has_a_word_for_every_benefit_of_the_law():
    case = {"accident_on": date(2025, 8, 1)}
    results = [
        law.transport(**case, land=1, sea=1, air=1), law.temporary_inability(**case, income=1_000_000, days=1), law.treatment(**case, laid_out=1),
        law.home_care(**case, cost=1, months=1), law.aids(**case, denture=1, hearing_aid=1, glasses=1, prosthesis=1),
        law.disability(**case, income=1_000_000, form="total"),
        law.disability(**case, income=1_000_000, form="partial_functional", parts=(law.Part("hand_left_wrist", function_lost_percent=50),)),
        *(law.death(cause=cause, died_on=date(2025, 12, 1), covered_from=date(2025, 7, 1), months_paid=36, income=1_000_000, children=["smp"]) for cause in ("illness", "work_accident")),
    ]  # fmt: skip
    assert {one.what for result in results for one in result.lines} <= set(layout.BENEFITS)
