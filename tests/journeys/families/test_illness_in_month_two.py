"""Rambu dies of an illness in the second month: speeches promised forty-two million, the law gives the funeral money alone."""

from datetime import date

import pytest

from tests.journeys.families import cast
from tests.journeys.families.cast import again, gather, lines, report

pytestmark = pytest.mark.usefixtures("village")
DIED, READ = date(2025, 8, 20), date(2025, 8, 25)


def test_ten_million_reach_the_husband_and_the_line_says_why_it_is_not_more():
    claim = report(DIED)
    assert (claim.months_paid, claim.rupiah) == (6, 10_000_000)
    (line,) = again(claim).estimate
    assert "Hanya ini yang dibayar: kepesertaan dan iuran belum genap 3 bulan." in line["sentence_id"]
    relative = cast.relative(claim, "Daud Contoh", "spouse", READ, sex="L")
    claim = gather(claim, READ)
    payee = cast.receiver(
        claim, READ, relative=relative, product="basic"
    )  # ten million fit into a basic account
    claim = cast.through(claim, payee, READ)
    assert (claim.state, claim.paid_rupiah, lines(claim)) == (
        "CLOSED",
        10_000_000,
        {"jkm.funeral": 10_000_000},
    )


def test_six_months_paid_ahead_do_not_shorten_the_wait_and_the_first_of_october_ends_it():
    assert report(date(2025, 9, 30), person=cast.member(1)).rupiah == 10_000_000
    assert report(date(2025, 10, 1), person=cast.member(2)).rupiah == 42_000_000
