"""The insurer is told who left, on a file of its own; its word is kept beside ours, and an end holds whatever it says."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from naung.delivery.enrolment import departing
from naung.delivery.enrolment.models import Membership
from naung.delivery.enrolment.returned import NobodyReturned, NoReason
from naung.foundation.exchange import queries as exchange
from naung.foundation.staff.queries import NotAllowed
from naung.partners import tables, world
from naung.partners.bpjs_tk import leavers
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.contributions.cast import write
from tests.delivery.enrolment.cast import partners_know, placed, programme
from tests.delivery.enrolment.payers_cast import budi, enrol, sari
from tests.delivery.enrolment.test_leaving import decided, left
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
ON = date(2025, 9, 15)
LAST = date(2025, 9, 10)


def carried(insurer, by=MACHINE, on=ON):
    asked = {"programme": programme(), "insurer": insurer, "by": by, "at": NOW, "on": on}
    return departing.send(**asked), departing.take(**asked)


def of(person):
    return Membership.objects.get(person=person)


@pytest.fixture
def insurer(tmp_path):
    return Insurer(misbehave=[], lists=partners_know(tmp_path, "marta", "yohanes"))


@pytest.fixture
def marta(insurer):
    """Enrolled beside Yohanes, and left on 10 September."""
    marta, _yohanes = placed("marta", "yohanes")
    enrol(insurer)
    decided(left(marta).leaving)
    return marta


def test_it_works(marta, insurer):
    assert departing.told(programme()) == {"waiting": 1}
    (batch,), (taken,) = carried(insurer)
    assert (batch.kind, batch.rows, batch.rupiah, taken.accepted) == ("enrolment_leaving", 1, 0, 1)
    assert (of(marta).insurer_until, of(marta).state) == (LAST, "ENDED")
    assert departing.told(programme()) == {"agrees": 1}
    assert exchange.by_number(batch.pk).state == "CLOSED"
    assert carried(insurer) == ([], [])


def test_the_file_says_who_until_when_and_why(marta, insurer):
    (batch,), _taken = carried(insurer)
    (row,) = tables.read(exchange.file_of(batch), leavers.LEAVERS, leavers.OUT).rows
    assert (row["nama"], row["hari_terakhir"], row["sebab"]) == (
        "MARTA YASINTA BERE",
        "10-09-2025",
        "MENINGGAL",
    )
    assert row["dokumen"] == "Akta kematian 12/CONTOH/2025" and len(row["kpj"]) == 11


def test_whom_it_ended_it_does_not_call_insured_any_more(marta, insurer):
    carried(insurer)
    known = world.registered(insurer.lists)
    assert sorted(member.until for member in known.values()) == [LAST, date(2025, 12, 31)]


def test_what_the_insurer_refuses_stays_ended_here_and_is_told_again_with_a_word(marta, insurer):
    early = carried(insurer, on=date(2025, 9, 9))[1]
    assert early[0].refused == 1
    assert (of(marta).state, of(marta).end_refusal) == ("ENDED", "K03 Hari terakhir belum lewat.")
    assert carried(insurer) == ([], [])
    with pytest.raises(NoReason, match="paling sedikit 10 huruf"):
        departing.tell_again(members=[of(marta).pk], why="lagi", by=sari(), at=NOW, on=ON)
    why = "Hari terakhirnya kini sudah lewat"
    with pytest.raises(NotAllowed):
        departing.tell_again(members=[of(marta).pk], why=why, by=budi(), at=NOW, on=ON)
    assert departing.tell_again(members=[of(marta).pk], why=why, by=sari(), at=NOW, on=ON) == 1
    with pytest.raises(NobodyReturned, match="ditolak BPJS untuk diakhiri"):
        departing.tell_again(members=[of(marta).pk], why=why, by=sari(), at=NOW, on=ON)
    carried(insurer)
    assert (of(marta).insurer_until, of(marta).end_refusal) == (LAST, "")


@pytest.mark.parametrize("fault", ["late", "twice", "wrong", "partial", "unknown", "garbled"])
def test_however_it_answers_it_agrees_in_the_end(marta, fault, tmp_path):
    insurer = Insurer(misbehave={fault}, lists=tmp_path)
    for _ in range(3):
        carried(insurer)
    assert departing.told(programme()) == {"agrees": 1}


def test_another_number_than_was_sent_ends_nobody(marta, insurer):
    (batch,) = departing.send(programme=programme(), insurer=insurer, by=MACHINE, at=NOW, on=ON)
    said = tables.write(leavers.PARTINGS, ["x", "15-09-2025"], leavers.BACK, [(1, "00000000019", "TERIMA", "10-09-2025", "", "")], (1,))  # fmt: skip
    taken = departing.take_answer(batch=batch, content=said, insurer=insurer, by=MACHINE, at=NOW, on=ON)
    assert (taken.accepted, taken.suspended) == (0, {"UNKNOWN": 1})
    assert of(marta).insurer_until is None


def test_who_may_not_send_tells_nobody(marta, insurer):
    with pytest.raises(NotAllowed, match="tidak berwenang"):
        carried(insurer, by=budi())


def test_only_an_end_is_told(marta, insurer):
    with pytest.raises(IntegrityError, match="enrolment_only_an_end_is_told"), transaction.atomic():
        write("update enrolment_membership set insurer_until = '2025-09-10' where state = 'ENROLLED'")
    with pytest.raises(IntegrityError, match="enrolment_only_an_end_is_told"), transaction.atomic():
        write("update enrolment_membership set insurer_until = '2025-09-10', end_refusal = 'K01 x' where state = 'ENDED'")  # fmt: skip
