"""Two widows, both married to him by adat and by law: entitled together, and the law states no shares."""

from datetime import date

import pytest

from naung.delivery.claims.heirs import mandates, receiving
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.payout import paying
from tests.journeys.families import cast
from tests.journeys.families.cast import again, at, gather, ready, report, who

pytestmark = pytest.mark.usefixtures("village")
DIED, READ = date(2025, 11, 5), date(2025, 11, 12)


def widowed():
    claim = report(DIED)
    first = cast.relative(claim, "Agustina Contoh", "spouse", READ, joined_on=date(1999, 6, 1))
    second = cast.relative(claim, "Bernadeta Contoh", "spouse", READ, joined_on=date(2010, 6, 1))
    return gather(claim, READ), first, second


def test_both_are_entitled():
    claim, first, second = widowed()
    found = heirs.entitled(claim.pk, today=READ)
    assert sorted(one.number for one in found.people) == [first, second]
    assert "Pembagiannya tidak diatur" in found.because


def test_one_receives_for_both_only_with_the_other_s_power_of_attorney():
    claim, first, second = widowed()
    payee = cast.receiver(claim, READ, relative=first)
    assert ready(claim, READ) == ["NOT_COVERED"]
    (one,) = heirs.payees(claim.pk, at=at(READ, 16))
    assert one.says == "Belum ada surat kuasa dari Bernadeta Contoh untuk penerima."
    mandates.give(claim=claim, kind="POWER", giver=second, holder=first, document="Surat kuasa bermeterai (DATA CONTOH)", dated_on=READ, by=who("camat"),
                  at=at(READ, 12), on=READ)  # fmt: skip
    assert ready(claim, READ) == ["READY"]
    claim = cast.through(gather(claim, READ), payee, READ)
    assert (claim.state, claim.paid_rupiah) == ("CLOSED", 42_000_000)


def test_no_rupiah_goes_to_one_of_them_without_it():
    claim, first, _ = widowed()
    payee = cast.receiver(claim, READ, relative=first)
    claim = cast.granted(cast.approved(gather(claim, READ), READ), READ)
    with pytest.raises(paying.NotReady, match="surat kuasa dari Bernadeta Contoh"):
        cast.pay(claim, payee, 42_000_000, READ)


def test_each_receives_her_part_where_they_agreed_on_parts_in_writing():
    claim, first, second = widowed()
    said = {"kind": "HEIR", "agreement": "Kesepakatan dua istri di depan lurah (DATA CONTOH)"}
    one = receiving.appoint(
        claim=again(claim),
        relative=first,
        share_rupiah=30_000_000,
        by=who("camat"),
        at=at(READ),
        on=READ,
        **said,
    )
    two = receiving.appoint(
        claim=again(claim),
        relative=second,
        share_rupiah=12_000_000,
        by=who("camat"),
        at=at(READ),
        on=READ,
        **said,
    )
    cast.bring(one, READ)
    cast.bring(two, READ, account="0150002000002", product="basic")
    assert ready(claim, READ) == ["READY", "READY"]
    claim = cast.granted(cast.approved(gather(claim, READ), READ), READ)
    claim = cast.pay(claim, one, 30_000_000, READ)
    assert claim.state == "DETERMINED"
    claim = cast.pay(claim, two, 12_000_000, READ)
    assert (claim.state, claim.paid_rupiah) == ("PAID", 42_000_000)
