"""Marta's son is the heir and has never had an account; a basic one would be too small for forty-two million."""

from datetime import date

import pytest

from naung.delivery.claims.heirs import receiving
from naung.delivery.claims.payout import paying
from tests.journeys.families import cast
from tests.journeys.families.cast import at, gather, ready, report, who

pytestmark = pytest.mark.usefixtures("village")
DIED, READ, OPENED = date(2025, 11, 5), date(2025, 11, 12), date(2025, 11, 17)


def heir():
    claim = report(DIED)
    son = cast.relative(claim, "Yohanes Contoh Anak", "child", READ, sex="L", born_on=date(2000, 1, 1))
    payee = receiving.appoint(claim=claim, kind="HEIR", relative=son, by=who("camat"), at=at(READ), on=READ)
    return gather(claim, READ), payee


def test_nothing_is_paid_while_there_is_no_account():
    claim, payee = heir()
    assert ready(claim, READ) == ["NO_ACCOUNT"]
    claim = cast.granted(cast.approved(claim, READ), READ)
    with pytest.raises(paying.NotReady, match="Rekening penerima ini belum siap"):
        cast.pay(claim, payee, 42_000_000, READ)


def test_a_basic_account_is_refused_for_this_sum_with_what_to_do():
    _, payee = heir()
    with pytest.raises(receiving.TooSmall, match="Rp20.000.000.*Tulis rekening biasa"):
        cast.bring(payee, OPENED, product="basic")


def test_with_an_account_of_his_own_all_of_it_arrives():
    claim, payee = heir()
    cast.bring(payee, OPENED)
    claim = cast.through(claim, payee, OPENED)
    assert (claim.state, claim.paid_rupiah) == ("CLOSED", 42_000_000)


def test_an_uncle_s_account_is_refused():
    _, payee = heir()
    brought = receiving.Brought(bank="130", account="0150002000009", holder="Simon Contoh Paman", product="regular", document="buku tabungan")  # fmt: skip
    with pytest.raises(receiving.NotTheirs, match="bukan nama penerima"):
        receiving.bring(payee=payee, brought=brought, by=who("camat"), at=at(OPENED), on=OPENED)


def test_another_account_later_waits_forty_eight_hours_and_calls_the_old_contact():
    claim, payee = heir()
    cast.bring(payee, READ)
    other = receiving.Brought(bank="002", account="777700001111", holder=payee.name, product="regular", document="buku tabungan", because="Pindah bank dekat rumah")  # fmt: skip
    row = receiving.bring(payee=payee, brought=other, by=who("camat"), at=at(OPENED), on=OPENED)
    with pytest.raises(receiving.NotHeard, match="Kontak lama belum berkata ya"):
        receiving.confirm(account=row, by=who("verifikator"), at=at(OPENED, 10), on=OPENED)
    receiving.call(account=row, way="visit", spoke_with=payee.name, answer="YES", what="Benar, saya pindah bank", by=who("verifikator"), at=at(OPENED, 10),
                   on=OPENED)  # fmt: skip
    receiving.confirm(account=row, by=who("verifikator"), at=at(OPENED, 11), on=OPENED)
    assert ready(claim, OPENED) == ["WAITING"]
    assert ready(claim, date(2025, 11, 19)) == ["READY"]
