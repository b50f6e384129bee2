"""Yohanes goes out at night and does not come back. At sea is at work: a work accident until somebody shows otherwise."""

from datetime import date

import pytest

from naung.delivery.claims import actions
from tests.journeys.families import cast
from tests.journeys.families.cast import assess, at, gather, lines, report, who

pytestmark = pytest.mark.usefixtures("village")
NIGHT, FOUND, READ = date(2025, 8, 20), date(2025, 8, 21), date(2025, 9, 1)
SEVENTY = {"jkk.death_grant": 48_000_000, "jkk.periodic": 12_000_000, "jkk.funeral": 10_000_000}


def drowned():
    return report(
        NIGHT, told_on=FOUND, cause="work_accident", suspected=True, circumstance="sea", place="laut Sawu"
    )


def test_the_family_is_told_seventy_million_at_once_and_that_a_person_settles_the_cause():
    claim = drowned()
    assert (claim.cover, claim.rupiah, claim.suspected) == ("IN", 70_000_000, True)
    assert lines(claim) == SEVENTY
    claim = gather(claim, READ)
    with pytest.raises(actions.NotSettled, match="Sebab kematian masih dugaan"):
        assess(claim, READ)


def test_settled_as_an_accident_seventy_million_reach_the_widow():
    claim = drowned()
    relative = cast.relative(claim, "Maria Contoh", "spouse", READ)
    actions.settle(claim=claim, cause="work_accident", because="Keterangan syahbandar dan dua saksi desa", by=who("kota"), at=at(READ), on=READ)  # fmt: skip
    claim = gather(claim, READ)
    payee = cast.receiver(claim, READ, relative=relative)
    claim = cast.through(claim, payee, READ)
    assert (claim.state, claim.rupiah, claim.paid_rupiah) == ("CLOSED", 70_000_000, 70_000_000)
    assert lines(claim) == SEVENTY
    assert len({claim.filer_human, claim.assessor_human, claim.approver_human}) == 3


def test_settled_as_an_illness_it_is_the_funeral_money_alone_since_it_is_the_second_month():
    claim = drowned()
    actions.settle(claim=claim, cause="illness", because="Visum: serangan jantung sebelum jatuh", by=who("kota"), at=at(READ), on=READ)  # fmt: skip
    assert lines(claim) == {"jkm.funeral": 10_000_000}
