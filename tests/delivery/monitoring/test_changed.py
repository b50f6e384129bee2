"""Another account, another payer, the insurer's word on an end: each a stamp with who and why, and no number in any."""

import pytest

from naung.delivery.banking import changing
from naung.delivery.enrolment import departing
from naung.delivery.monitoring import changed
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.banking.cast import teller
from tests.delivery.banking.test_changing import ask, call, decide
from tests.delivery.enrolment.cast import partners_know, placed, programme
from tests.delivery.enrolment.payers_cast import agreed, asked, enrol, judged, regency
from tests.delivery.enrolment.test_departing import carried
from tests.delivery.enrolment.test_leaving import decided, left
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def told(source, person):
    return [(stamp.what, stamp.by, stamp.why) for stamp in source([person])]


def test_an_account_that_was_changed_says_who_asked_called_and_approved(tmp_path):
    change = ask(tmp_path)
    call(change)
    decide(change)
    stamps = list(changed.account_changes([change.person_id]))
    assert [stamp.what for stamp in stamps] == [
        "Rekening lain diminta: BRI",
        "Rekening lain disetujui, dipakai mulai 16 Juli 2025",
        "Kontak lama ditelepon atau dikunjungi: benar, ia meminta rekening lain",
    ]
    assert stamps[0].why == "Cabang lama terlalu jauh" and all(stamp.by for stamp in stamps)
    assert {stamp.subject for stamp in stamps} == {f"banking.change:{change.pk}"}
    assert "123456789012" not in str([stamp.as_json() for stamp in stamps])


def test_a_change_that_was_stopped_says_why(tmp_path):
    change = ask(tmp_path)
    call(change)
    changing.stop(change=decide(change), why="Ternyata bukan dia yang meminta", by=teller(), at=NOW, on=TODAY)
    assert ("Penggantian rekening dihentikan", "Ternyata bukan dia yang meminta") in [
        (what, why) for what, _by, why in told(changed.account_changes, change.person_id)
    ]


def test_a_move_between_payers_is_put_forward_by_one_and_decided_by_another(tmp_path):
    insurer = Insurer(misbehave=[], lists=partners_know(tmp_path, "marta"))
    people = placed("marta")
    judged(*people)
    enrol(insurer)
    agreed(asked(regency(), *people))
    (first, second) = told(changed.payers, people[0].pk)
    assert first[0].startswith("Diajukan pindah pembayar mulai Oktober 2025: dari ") and first[2] == "Kota membayar sendiri mulai Oktober"  # fmt: skip
    assert second[0].endswith("membayar mulai Oktober 2025, tanpa jeda") and first[1] != second[1]


def test_the_insurer_s_word_on_an_end_is_told(tmp_path):
    insurer = Insurer(misbehave=[], lists=partners_know(tmp_path, "marta"))
    (marta,) = placed("marta")
    enrol(insurer)
    decided(left(marta).leaving)
    assert told(changed.parted, marta.pk) == []
    carried(insurer)
    assert told(changed.parted, marta.pk) == [
        ("BPJS Ketenagakerjaan mencatat hari terakhir 10 September 2025", "BPJS Ketenagakerjaan", "")
    ]
    assert departing.told(programme()) == {"agrees": 1}
