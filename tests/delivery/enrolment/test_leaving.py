"""Cover that runs is ended by two; where nobody was registered yet, the place is given up at once."""

from datetime import date

import pytest

from naung.delivery.enrolment import leaving, replacing
from naung.delivery.enrolment.models import Leaving, Membership
from naung.delivery.selection import actions as selection
from naung.delivery.selection.models import Place, Release
from naung.foundation.approvals.actions import SamePerson
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.enrolment.cast import YEAR_END, placed, programme
from tests.delivery.enrolment.payers_cast import budi, enrol, sari
from tests.people import NOW

pytestmark = pytest.mark.django_db
DIED = {"reason": "died", "document": "Akta kematian 12/CONTOH/2025", "last_day": date(2025, 9, 10)}
ON = date(2025, 9, 15)


def left(*people, **changed):
    places = [Place.objects.get(person=p).pk for p in people]
    return replacing.replace(programme=programme(), place_ids=places, because=selection.Because(**{**DIED, **changed}), by=sari(), at=NOW, on=ON)  # fmt: skip


def decided(made, approve=True, by=None):
    return leaving.decide(leaving=made, approve=approve, content_hash=made.content_hash, by=by or budi(), at=NOW, on=ON)  # fmt: skip


def test_it_works(tmp_path):
    marta, yohanes = placed("marta", "yohanes")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    done = left(marta)
    assert (done.released, done.lists) == (0, []) and Membership.objects.get(person=marta).state == "ENROLLED"
    assert left(marta).leaving.pk == done.leaving.pk  # the same again
    decided(done.leaving)
    m = Membership.objects.get(person=marta)
    assert (m.state, m.covered_until) == ("ENDED", date(2025, 9, 10))
    assert (
        Place.objects.get(person=marta).state == "RELEASED"
        and Place.objects.get(person=yohanes).state == "HELD"
    )
    assert Release.objects.get().document == "Akta kematian 12/CONTOH/2025"
    assert decided(Leaving.objects.get()).state == "DONE"


def test_whoever_asked_does_not_decide_and_a_refusal_changes_nothing(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    made = left(marta, reason="asked", document="Surat 3/CONTOH").leaving
    with pytest.raises(SamePerson):
        decided(made, by=sari())
    decided(made, approve=False)
    m = Membership.objects.get(person=marta)
    assert (m.state, m.covered_until) == ("ENROLLED", YEAR_END)
    again = left(marta, reason="state_job", document="SK pengangkatan 1/CONTOH").leaving
    assert leaving.withdraw(leaving=again, why="salah orang", by=sari(), at=NOW, on=ON).state == "WITHDRAWN"


def test_nobody_stands_on_two_leavings(tmp_path):
    marta, yohanes = placed("marta", "yohanes")
    enrol(Insurer(misbehave=[], lists=tmp_path))
    left(marta)
    with pytest.raises(leaving.LeavesAlready, match="menunggu keputusan"):
        left(marta, yohanes)


def test_whoever_was_not_registered_yet_gives_the_place_up_at_once():
    (marta,) = placed("marta")
    assert left(marta, last_day=date(2025, 7, 2)).released == 1
    assert not Leaving.objects.exists()


def test_an_answer_that_is_still_out_comes_first(tmp_path):
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=["late"], lists=tmp_path))
    with pytest.raises(leaving.NotYetAnswered, match="belum dijawab"):
        left(marta)
