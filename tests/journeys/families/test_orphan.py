"""Selfi is nine, her mother died before her father: she is the only heir, and her aunt receives for her with the court's decision."""

from datetime import date

import pytest

from naung.delivery.claims.heirs import mandates, receiving
from naung.delivery.claims.heirs import queries as heirs
from tests.journeys.families import cast
from tests.journeys.families.cast import again, at, gather, ready, report, who

pytestmark = pytest.mark.usefixtures("village")
DIED, READ = date(2025, 11, 5), date(2025, 11, 12)


def orphaned():
    claim = report(DIED)
    cast.relative(claim, "Yosina Contoh", "spouse", READ, died_on=date(2021, 3, 1))
    child = cast.relative(claim, "Selfi Contoh", "child", READ, born_on=date(2016, 2, 2))
    cast.relative(claim, "Petrus Contoh", "sibling", READ, sex="L")
    return claim, child


def test_the_child_is_entitled_alone_and_the_tree_says_why_the_others_are_not():
    claim, child = orphaned()
    found = heirs.entitled(claim.pk, today=READ)
    assert [(one.number, one.minor) for one in found.people] == [(child, True)]
    assert {one.relation: one.because for one in found.others} == {
        "spouse": "sudah meninggal 1 Maret 2021",
        "sibling": "ada yang lebih dekat: anak",
    }
    assert "37" in found.article


def test_a_child_does_not_receive_itself():
    claim, child = orphaned()
    with pytest.raises(receiving.NotEntitled, match="Selfi Contoh masih anak: walinya yang menerima"):
        receiving.appoint(claim=claim, kind="HEIR", relative=child, by=who("camat"), at=at(READ), on=READ)


def test_forty_two_million_reach_the_guardian_s_account_for_her():
    claim, child = orphaned()
    paper = mandates.give(claim=claim, kind="GUARDIAN", giver=child, holder_name="Marta Contoh Bibi", document="Penetapan PN Kupang 12/2025 (DATA CONTOH)",
                          dated_on=READ, by=who("camat"), at=at(READ), on=READ)  # fmt: skip
    claim = gather(again(claim), READ)
    payee = cast.receiver(claim, READ, kind="GUARDIAN", relative=child, mandate=paper)
    assert ready(claim, READ) == ["READY"]
    claim = cast.through(claim, payee, READ)
    assert (claim.state, claim.paid_rupiah) == ("CLOSED", 42_000_000)


def test_when_the_court_takes_the_guardian_back_nothing_is_ready_any_more():
    claim, child = orphaned()
    paper = mandates.give(claim=claim, kind="GUARDIAN", giver=child, holder_name="Marta Contoh Bibi", document="Penetapan PN Kupang 12/2025 (DATA CONTOH)",
                          dated_on=READ, by=who("camat"), at=at(READ), on=READ)  # fmt: skip
    cast.receiver(claim, READ, kind="GUARDIAN", relative=child, mandate=paper)
    mandates.revoke(
        mandate=paper, because="Penetapan dicabut pengadilan", by=who("camat"), at=at(READ, 12), on=READ
    )
    assert ready(claim, READ) == ["ENTITLED_NO_MORE"]
