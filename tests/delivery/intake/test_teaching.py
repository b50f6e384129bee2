"""What nobody's table knows is asked once, and known from then on; and can be taken back."""

import pytest
from django.db import Error, connection, transaction

from naung.delivery.intake import jobs, queries, teaching, typed, words_learned
from naung.delivery.intake.ages import rules
from naung.delivery.intake.models import DISABILITY, OCCUPATION, VILLAGE, Answer, Row, Word
from naung.delivery.matching import jobs as matching
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as registry
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.people import MACHINE, NAMOSAIN, NOW, OEBOBO, officer

pytestmark = pytest.mark.django_db
CITY, ALAK = "53.71", "53.71.01"
ROLES = (
    changed(MARTA, job="Badut Pesta"),
    changed(YOHANES, job="badut   pesta!"),
    changed(PETRUS, job="ojek"),
)


@pytest.fixture
def programme():
    return programmes.by_code("ntt-2025")


@pytest.fixture
def dewi():
    return officer("dewi", "regency_officer")


@pytest.fixture
def send(programme, tmp_path):
    def sent(name, rows):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.xlsx").write_bytes(books.xlsx(rows))
        (outcome,) = jobs.receive(paths=[folder], programme=programme, region=CITY, by=MACHINE, at=NOW)
        return outcome

    return sent


@pytest.fixture
def teach(programme, dewi):
    def taught(kind, text, code, inside=CITY, by=dewi):
        return teaching.teach(
            kind=kind, text=text, code=code, inside=inside, programme=programme, by=by, at=NOW
        )

    return taught


def rows(name):
    return list(Row.objects.filter(file__name=f"{name}.xlsx").order_by("number"))


def waiting(kind, programme, region=CITY):
    return words_learned.waiting(kind, programme_id=programme.pk, region=region)


def said(row):
    return {
        one["code"]: (one["severity"], one["sentence"])
        for one in queries.current_findings([row]).get(row.pk, [])
    }


def from_alak(*villages):
    """A district's list: each person with the village as it was typed."""
    people = [changed(person, job="Nelayan") for person in (MARTA, YOHANES, PETRUS)]
    lines = [
        (n, *person, village) for n, (person, village) in enumerate(zip(people, villages, strict=False), 1)
    ]
    return [("DAFTAR KECAMATAN ALAK (DATA CONTOH)",), (*books.HEADINGS, "Kelurahan"), *lines]


def test_it_works(send, teach, programme):
    send("a", books.people(*ROLES))
    (asked,) = waiting(OCCUPATION, programme)
    assert (asked.text, asked.shown, asked.rows, asked.villages) == ("badut pesta", "Badut Pesta", 2, 1)
    word = teach(OCCUPATION, asked.text, "pengrajin")
    assert [row.occupation for row in rows("a")] == ["pengrajin", "pengrajin", "ojek"]
    assert said(rows("a")[0])["R14"] == (
        "fixed",
        '"Badut Pesta" kami baca sebagai pengrajin, menurut petugas.',
    )
    assert not waiting(OCCUPATION, programme)
    entry = Entry.objects.get(verb="intake.teach")
    assert (entry.facts, word.trail) == ({"kind": "occupation", "code": "pengrajin", "rows": 2}, entry.pk)
    assert "badut" not in entry.subject, "a cell may hold anything; the trail keeps its hash"


def test_later_lists_are_read_with_it_and_a_form_too(send, teach, programme):
    send("a", books.people(ROLES[0]))
    teach(OCCUPATION, "badut pesta", "pengrajin")
    send("b", books.people(changed(YOHANES, job="BADUT PESTA")))
    assert rows("b")[0].occupation == "pengrajin" and said(rows("b")[0])["R14"][0] == "fixed"
    found = typed.read(
        {"nik": PETRUS[0], "name": "Petrus", "occupation": "badut pesta"},
        rules=rules(programme, NOW),
        region=CITY,
    )
    assert typed.values(found)["occupation"] == "pengrajin" and "R14" not in {
        one["code"] for one in typed.said(found)
    }


def test_people_in_the_registry_are_given_what_was_unknown_of_them(send, teach, programme, dewi):
    send("a", books.people(*ROLES))
    matching.match(programme=programme, by=MACHINE, at=NOW)
    word = teach(OCCUPATION, "badut pesta", "pengrajin")
    people = [registry.person(row.person_id) for row in rows("a")]
    assert [person.occupation for person in people] == ["pengrajin", "pengrajin", "ojek"]
    teaching.withdraw(word=word, by=dewi, at=NOW)
    assert [registry.person(row.person_id).occupation for row in rows("a")] == ["", "", "ojek"]


def test_a_word_about_disability_may_say_that_it_is_none(send, teach, programme):
    table = [
        (*line, text)
        for line, text in zip(
            books.people(MARTA, YOHANES),
            ("", "", "", "", "Disabilitas", "kaki ayam", "pakai alat"),
            strict=False,
        )
        if line
    ]
    send("a", table)
    assert {one.text for one in waiting(DISABILITY, programme)} == {"pakai alat"}
    teach(DISABILITY, "pakai alat", "")
    assert not waiting(DISABILITY, programme)
    assert "bukan disabilitas" in said(rows("a")[1])["R14"][1] and rows("a")[1].disability == ""


def test_a_village_s_name_is_chosen_once_for_every_line(send, teach, programme):
    send("a", from_alak("Namosaein", "namosaein", "Nunhila"))
    assert [row.state for row in rows("a")] == ["FLAWED", "FLAWED", "CLEAN"]
    (asked,) = waiting(VILLAGE, programme)
    assert (asked.inside, asked.rows, asked.near[0]) == (ALAK, 2, (NAMOSAIN, "Namosain"))
    teach(VILLAGE, asked.text, NAMOSAIN, inside=asked.inside)
    assert [(row.state, row.village) for row in rows("a")[:2]] == [("CLEAN", NAMOSAIN)] * 2
    send("b", from_alak("NAMOSAEIN", "Nunhila"))
    assert [row.state for row in rows("b")] != ["FLAWED", "FLAWED"] and rows("b")[0].village == NAMOSAIN


def test_a_line_with_something_else_against_it_still_waits(send, teach, programme):
    table = from_alak("Namosaein", "Namosaein")
    table[-1] = tuple("123" if cell == YOHANES[0] else cell for cell in table[-1])
    send("a", table)
    teach(VILLAGE, waiting(VILLAGE, programme)[0].text, NAMOSAIN, inside=ALAK)
    assert [row.state for row in rows("a")] == ["CLEAN", "FLAWED"]
    assert queries.kinds_of_findings(programme.pk)[0][:2] == ("R01", 1)
    assert ("R12", 0, 2) in queries.kinds_of_findings(programme.pk)


def test_a_village_taken_back_waits_again_unless_a_person_was_made(send, teach, programme, dewi):
    send("a", from_alak("Namosaein"))
    (before,) = rows("a")
    word = teach(VILLAGE, waiting(VILLAGE, programme)[0].text, NAMOSAIN, inside=ALAK)
    word, gone = teaching.withdraw(word=word, by=dewi, at=NOW, why="keliru")
    assert (rows("a")[0].state, rows("a")[0].village, gone) == (
        "FLAWED",
        before.village,
        0,
    ) and before.village != NAMOSAIN
    assert said(rows("a")[0])["R12"][0] == "block"
    with pytest.raises(teaching.AlreadyWithdrawn, match="sudah dicabut"):
        teaching.withdraw(word=word, by=dewi, at=NOW)
    again = teach(VILLAGE, word.text, NAMOSAIN, inside=ALAK)
    matching.match(programme=programme, by=MACHINE, at=NOW)
    _, gone = teaching.withdraw(word=again, by=dewi, at=NOW)
    assert (rows("a")[0].state, rows("a")[0].village, gone) == ("ADMITTED", NAMOSAIN, 1)


def test_the_same_answer_twice_is_one_and_another_is_refused(send, teach):
    send("a", books.people(*ROLES))
    assert teach(OCCUPATION, "badut pesta", "pengrajin") == teach(OCCUPATION, "badut pesta", "pengrajin")
    assert (Word.objects.count(), Answer.objects.count()) == (1, 2)
    with pytest.raises(teaching.KnownOtherwise, match="Dewi sudah menjawab: Badut Pesta berarti pengrajin"):
        teach(OCCUPATION, "badut pesta", "ojek")


@pytest.mark.parametrize(
    ("kind", "code", "inside"),
    [
        (OCCUPATION, "astronot", CITY),
        (DISABILITY, "kaki", CITY),
        (VILLAGE, OEBOBO, ALAK),
        (VILLAGE, "", ALAK),
        ("name", "x", CITY),
    ],
)
def test_only_what_can_be_meant(teach, kind, code, inside):
    with pytest.raises(teaching.NotAMeaning):
        teach(kind, "badut pesta", code, inside=inside)


def test_a_writing_that_nobody_wrote_is_not_explained(teach):
    with pytest.raises(teaching.NothingWaits, match="Tidak ada lagi baris"):
        teach(OCCUPATION, "penyihir", "ojek")


def test_a_village_clerk_does_not_speak_for_the_city(send, teach):
    send("a", books.people(*ROLES))
    with pytest.raises(NotAllowed):
        teach(OCCUPATION, "badut pesta", "ojek", by=officer("lurah", "village_operator", NAMOSAIN))
    with pytest.raises(NotAllowed):
        teach(OCCUPATION, "badut pesta", "ojek", inside="53")


def test_the_database_keeps_one_meaning_at_a_time(send, teach, dewi):
    send("a", books.people(*ROLES))
    word = teach(OCCUPATION, "badut pesta", "pengrajin")
    for statement, says in (
        ("update intake_word set code = 'ojek'", "keeps its"),
        ("insert into intake_word (kind, region, text, shown, code, by_id, at, state, trail) select kind, region, text, shown, 'ojek', by_id, at, state, trail from intake_word", "intake_one_meaning_at_a_time"),
        ("update intake_answer set was = 'x'", "append-only|permission denied"),
    ):  # fmt: skip
        with pytest.raises(Error, match=says), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Word.objects.get() == word
