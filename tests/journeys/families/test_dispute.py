"""A second woman says that she was his wife too: nothing is approved, decided or paid until somebody else lifts it with a paper."""

from datetime import date

import pytest

from naung.delivery.claims import actions
from naung.delivery.claims.heirs import mandates
from tests.journeys.families import cast
from tests.journeys.families.cast import again, approve, assess, at, gather, ready, report, who

pytestmark = pytest.mark.usefixtures("village")
DIED, READ, LIFTED = date(2025, 11, 5), date(2025, 11, 12), date(2025, 11, 14)


def contested():
    claim = report(DIED)
    relative = cast.relative(claim, "Agustina Contoh", "spouse", READ)
    claim = gather(claim, READ)
    payee = cast.receiver(claim, READ, relative=relative)
    claim = assess(claim, READ)
    hold = mandates.contest(claim=claim, who="Bernadeta Contoh", because="Mengaku istri kedua, membawa surat nikah adat", by=who("camat"), at=at(READ, 13),
                            on=READ)  # fmt: skip
    return claim, payee, hold


def test_nothing_moves_while_it_is_open():
    claim, _, _ = contested()
    assert ready(claim, READ) == ["HELD"]
    with pytest.raises(actions.OnHold, match="ditahan karena sengketa"):
        approve(claim, READ)


def test_the_database_says_so_too():
    from django.db import Error, connection, transaction

    claim, _, _ = contested()
    with pytest.raises(Error, match="naung"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update claims_claim set state = 'APPROVED' where id = %s", [claim.pk])


def test_who_put_it_on_hold_does_not_lift_it():
    _, _, hold = contested()
    with pytest.raises(mandates.SameHand, match="yang menahan klaim ini, jadi orang lain yang melepasnya"):
        mandates.lift(hold=hold, because="Sudah damai di depan lurah", document="Berita acara 3", by=who("camat"), at=at(LIFTED), on=LIFTED)  # fmt: skip


def test_lifted_by_another_with_a_paper_it_goes_on_to_the_widow():
    claim, payee, hold = contested()
    mandates.lift(hold=hold, because="Sudah damai di depan lurah dan tokoh adat", document="Berita acara 3 (DATA CONTOH)", by=who("kota"), at=at(LIFTED),
                  on=LIFTED)  # fmt: skip
    claim = cast.paid_out(cast.granted(approve(claim, LIFTED), LIFTED), payee, LIFTED)
    assert (again(claim).state, again(claim).paid_rupiah) == ("CLOSED", 42_000_000)
