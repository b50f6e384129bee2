"""Refused for what can be put right: the place waits, the data are corrected by two, the line goes out again, or the place is given up."""

from datetime import date

import pytest

from naung.delivery.enrolment import actions, queries, reasons, returned
from naung.delivery.enrolment.models import Membership
from naung.delivery.registry import correcting
from naung.delivery.registry import queries as people
from naung.delivery.selection.models import Place
from naung.foundation.exchange import queries as exchange
from naung.kit import nik
from naung.partners.bpjs_tk import layout
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.enrolment.cast import CAST, JULY_FIRST, partners_know, placed, programme
from tests.delivery.enrolment.payers_cast import enrol
from tests.people import NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WHY = "KTP diperlihatkan di kelurahan Namosain"


def sari():
    return officer("sari", "verifier", "53")


def budi():
    return officer("budi", "approver", "53")


@pytest.fixture
def insurer(tmp_path):
    return Insurer(misbehave=[], lists=misspelt(tmp_path))


def misspelt(folder):
    """The civil registry calls Yohanes by another name."""
    lists = partners_know(folder, "marta", "yohanes")
    text = (lists / "dukcapil.csv").read_text()
    (lists / "dukcapil.csv").write_text(text.replace(CAST["yohanes"].name, "Dominggus Lado Talan"))
    return lists


def member(person):
    return Membership.objects.get(person=person)


def corrected(person, field="name", becomes="Dominggus Lado Talan", by=None):
    made = correcting.propose(person=person, field=field, becomes=becomes, document="KTP (DATA CONTOH)", reason=WHY, by=sari(), at=NOW, on=TODAY)  # fmt: skip
    return correcting.decide(correction=made, approve=True, content_hash=made.content_hash, by=by or budi(), at=NOW, on=TODAY)  # fmt: skip


def resent(insurer, person, why=""):
    return returned.resend(programme=programme(), members=[member(person).pk], insurer=insurer, by=sari(), at=NOW, on=TODAY, why=why)  # fmt: skip


def test_it_works(insurer):
    marta, yohanes = placed("marta", "yohanes")
    enrol(insurer)
    m = member(yohanes)
    assert (m.state, m.refusal_code, m.refusal_meaning, m.registered_name) == (
        "RETURNED",
        "N03",
        "name_differs",
        "DOMINGGUS LADO TALAN",
    )
    assert Place.objects.get(person=yohanes).state == "HELD" and member(marta).state == "ENROLLED"
    assert "untuk diperbaiki" in queries.cover_on(yohanes.pk, TODAY).because
    assert queries.put_right([m.pk]) == set()
    corrected(yohanes)
    assert queries.put_right([m.pk]) == {m.pk}
    (batch,) = resent(insurer, yohanes)
    assert (batch.key, batch.rows) == ("ntt-2025/53.71/02", 1)
    enrol(insurer)
    m = member(yohanes)
    assert (m.state, m.tries, m.covered_from, m.refusal_code) == ("ENROLLED", 2, JULY_FIRST, "")
    tried = queries.sendings([m.pk])[m.pk]
    assert [(one["key"], one["state"], one["code"]) for one in tried] == [
        ("ntt-2025/53.71/01", "REFUSED", "N03"), ("ntt-2025/53.71/02", "ACCEPTED", ""),
    ]  # fmt: skip
    assert resent_nobody(insurer, m)


def resent_nobody(insurer, m):
    with pytest.raises(returned.NobodyReturned, match="menunggu dikirim lagi"):
        returned.resend(programme=programme(), members=[m.pk], insurer=insurer, by=sari(), at=NOW, on=TODAY)
    return True


def test_what_was_not_put_right_goes_out_again_only_with_a_word(insurer):
    _marta, yohanes = placed("marta", "yohanes")
    enrol(insurer)
    with pytest.raises(returned.NothingPutRight, match="Data 1 orang belum berubah"):
        resent(insurer, yohanes)
    (batch,) = resent(insurer, yohanes, why="Dukcapil sudah memperbaiki catatannya")
    assert batch.rows == 1 and member(yohanes).state == "REQUESTED"


def test_what_cannot_be_put_right_gives_the_place_back(insurer):
    _marta, yohanes = placed("marta", "yohanes")
    enrol(insurer)
    with pytest.raises(returned.NoReason, match="paling sedikit 10 huruf"):
        returned.give_up(members=[member(yohanes).pk], why="ya", by=sari(), at=NOW, on=TODAY)
    assert (
        returned.give_up(
            members=[member(yohanes).pk], why="orangnya tidak ditemukan lagi", by=sari(), at=NOW, on=TODAY
        )
        == 1
    )
    assert member(yohanes).state == "REFUSED"
    assert Place.objects.get(person=yohanes).released_because.startswith("BPJS N03: Nama berbeda")


def test_already_active_elsewhere_says_by_whom_and_until_when(tmp_path):
    lists = partners_know(tmp_path, "marta", "yohanes", active={"marta": "2025-12-31"})
    (marta,) = placed("marta")
    enrol(Insurer(misbehave=[], lists=lists))
    m = member(marta)
    assert (m.state, m.refusal_meaning, m.elsewhere_by, m.elsewhere_until) == (
        "REFUSED",
        "elsewhere",
        "village",
        date(2025, 12, 31),
    )


def test_every_code_of_the_insurer_means_something_and_every_meaning_says_what_to_do():
    assert set(layout.MEANINGS) == set(layout.REASONS)
    for code in layout.MEANINGS.values():
        assert reasons.meaning(code).todo() and reasons.meaning(code).role
    with pytest.raises(reasons.UnknownMeaning, match="tidak dikenal"):
        reasons.meaning("moon")


def test_a_code_that_nobody_knows_keeps_the_place_and_waits_for_a_person(tmp_path):
    insurer = Insurer(misbehave=[], lists=partners_know(tmp_path, "yohanes"))
    marta, _yohanes = placed("marta", "yohanes")
    from naung.delivery.enrolment import jobs

    (batch,) = jobs.send(programme=programme(), insurer=insurer, by=sari(), at=NOW, on=TODAY)
    (content,) = insurer.answer(exchange.file_of(batch), on=TODAY)
    odd = content.decode().replace(";N01;", ";Z99;").encode()
    actions.take_answer(programme=programme(), batch=batch, content=odd, insurer=insurer, by=sari(), at=NOW, on=TODAY)  # fmt: skip
    m = member(marta)
    assert (m.state, m.refusal_code, m.refusal_meaning) == ("RETURNED", "Z99", "")
    assert reasons.meaning(m.refusal_meaning).role == "bpjs_officer"


def test_a_corrected_number_is_sent_and_the_person_keeps_their_code(tmp_path):
    right = nik.make("537101", CAST["marta"].born_on, True, 9777)
    lists = partners_know(tmp_path, "marta", "yohanes")
    (lists / "dukcapil.csv").write_text(
        (lists / "dukcapil.csv").read_text().replace(CAST["marta"].nik, right)
    )
    insurer, (marta, _yohanes) = Insurer(misbehave=[], lists=lists), placed("marta", "yohanes")
    enrol(insurer)
    assert member(marta).refusal_code == "N01"
    corrected(marta, "nik", right)
    assert people.by_nik(right).code == marta.code
    (batch,) = resent(insurer, marta)
    assert exchange.file_of(batch).decode().splitlines()[2].startswith(f"1;{right};")
    enrol(insurer)
    assert member(marta).state == "ENROLLED"
