"""Anybody checks a paper: it is told whether it is ours and still holds, and never who is on it."""

import pytest

from naung.foundation.papers import codes
from naung.foundation.papers.models import Paper
from tests.web.decisions.test_deciding import at, form, said
from tests.web.world import paper_of_the_first_decree


def test_it_works(door):
    paper = Paper.objects.get()
    shown = said(door().get(f"/periksa/{paper_of_the_first_decree()}"))
    assert "Dokumen ini ada dan terdaftar." in shown and "Masih berlaku" in shown
    for fact in (
        paper.number,
        "18 Juli 2025",
        "Kota Kupang",
        ">27<",
        paper.content_hash[:8],
        paper.content_hash[-8:],
        paper.sha256[:8],
    ):
        assert fact in shown, fact
    assert "Marta" not in shown and paper.sha256 not in shown and paper.content_hash not in shown


@pytest.mark.parametrize("typed", ["{}", "{}-", " {} ", "lower"])
def test_the_code_is_read_as_people_type_it(door, typed):
    code = codes.shown(paper_of_the_first_decree())
    asked = code.lower() if typed == "lower" else typed.format(code)
    assert "Dokumen ini ada dan terdaftar." in said(door().get("/periksa", {"kode": asked}))


@pytest.mark.parametrize("code", ["0000-0000-0000", "ABC", "x" * 400, "../../etc", "<script>", "'or 1=1--"])
def test_a_wrong_code_gets_the_same_calm_answer_whatever_it_is(door, code):
    answer = door().get("/periksa", {"kode": code})
    assert answer.status_code == 404
    assert "Tidak ada dokumen dengan kode" in said(answer) and "<script>" not in said(answer)


def test_nothing_typed_is_the_empty_form(door):
    answer = door().get("/periksa")
    assert answer.status_code == 200 and "Siapa pun dapat memeriksanya." in said(answer)


def test_somebody_s_own_file_is_compared_by_its_hash(door):
    paper, path = Paper.objects.get(), f"/periksa/{paper_of_the_first_decree()}"
    assert "sampai ke byte terakhir" in said(door().get(path, {"sidik": f" {paper.sha256.upper()}\n"}))
    assert "bukan sidik berkas yang terdaftar" in said(door().get(path, {"sidik": "0" * 64}))
    assert "bukan sidik" not in said(door().get(path, {"sidik": ""}))


def test_a_decree_that_was_completed_says_by_which(desk, waiting):
    assert desk("budi").post(at(waiting), form(waiting)).status_code == 303
    waiting.refresh_from_db()
    shown = said(desk().get(f"/periksa/{paper_of_the_first_decree()}"))
    assert f"Masih berlaku, dilengkapi dengan {waiting.number}" in shown


def test_who_tries_many_codes_waits_a_while(door):
    from naung.web.decisions import check

    client = door()
    answers = [
        client.get("/periksa", {"kode": f"0000-0000-{n:04}"}).status_code for n in range(check.AT_MOST + 2)
    ]
    assert answers.count(404) == check.AT_MOST and answers[-1] == 429
    assert "Tunggu satu menit" in said(client.get(f"/periksa/{paper_of_the_first_decree()}"))


def test_codes_are_long_enough_not_to_be_met_by_chance():
    assert len(codes.ALPHABET) ** codes.LENGTH == 2**60
    made = {codes.of("selection.decree", f"selection.decree:{n}") for n in range(1000)}
    assert len(made) == 1000 and all(codes.read(code) == code for code in made)
