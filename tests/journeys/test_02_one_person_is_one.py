"""15 July 2025. A man whom two villages list is one person; twins stay two; a doubt is a question for an officer."""

from datetime import date

from naung.kit import nik
from tests.delivery.intake import books

FATHER = (
    nik.make("537101", date(1985, 3, 2), False, 9102),
    "Yohanes Nalle",
    "Rote",
    "02-03-1985",
    "L",
    "Maria Nalle",
    "Nelayan",
    2,
)
BORN = date(1990, 4, 6)


def twin(serial, name):
    """One day of birth, one mother, one village, and numbers that differ in the last digit."""
    return (
        nik.make("537101", BORN, False, serial),
        name,
        "Kupang",
        "06-04-1990",
        "L",
        "Yuliana Taek",
        "Nelayan",
        1,
    )


NUNHILA = (("DAFTAR USULAN (DATA CONTOH)",), ("KELURAHAN NUNHILA KECAMATAN ALAK",), ("KOTA KUPANG",))


def lists(tmp_path, namosain, nunhila=()):
    folder = tmp_path / "daftar"
    folder.mkdir()
    (folder / "Namosain.xlsx").write_bytes(books.xlsx(books.people(*namosain)))
    if nunhila:
        rows = [*NUNHILA, (), books.HEADINGS, *((n, *person) for n, person in enumerate(nunhila, 1))]
        (folder / "Nunhila.xlsx").write_bytes(books.xlsx(rows))
    return str(folder)


def walk(naung, folder):
    naung("intake", folder, "--programme", "ntt-2025", "--region", "53.71")
    naung("match", "--programme", "ntt-2025")


def people():
    from naung.delivery.registry import queries

    return sorted(person.name for person in queries.living())


def test_a_man_listed_by_two_villages_is_one_person_with_two_lines(before, naung, tmp_path):
    from naung.delivery.intake import queries as intake
    from naung.delivery.registry import queries as registry

    before("Daftar dibaca")
    walk(naung, lists(tmp_path, [FATHER], [books.changed(FATHER, name="Johanis Nalle")]))
    (person,) = registry.living()
    lines = intake.rows_of_person(person.pk)
    assert sorted(line.state for line in lines) == ["ADMITTED", "REPEATED"]
    assert {line.village for line in lines} == {"53.71.01.1001", "53.71.01.1004"}, (
        "both villages know what became of their line"
    )


def test_twins_stay_two(before, naung, tmp_path):
    before("Daftar dibaca")
    walk(naung, lists(tmp_path, [twin(9103, "Petrus Benu"), twin(9104, "Paulus Benu")]))
    assert people() == ["Paulus Benu", "Petrus Benu"]


def test_where_the_machine_is_not_sure_an_officer_says_that_they_are_two(before, naung, tmp_path, programme):
    from naung.delivery.matching import actions, queries
    from naung.project.road import at, who

    before("Daftar dibaca")
    walk(naung, lists(tmp_path, [twin(9103, "Kosmas Benu"), twin(9104, "Damianus Benu")]))
    for pair in queries.open_pairs(programme().pk):
        actions.decide(
            pair=pair,
            verdict="different",
            by=who("kota"),
            at=at(date(2025, 7, 15)),
            note="kembar, KTP dilihat",
        )
    assert people() == ["Damianus Benu", "Kosmas Benu"]


def test_one_number_on_two_different_people_is_a_question_and_makes_nobody_vanish(
    before, naung, tmp_path, programme
):
    from naung.delivery.intake import queries as intake

    before("Daftar dibaca")
    other = books.changed(
        books.MARTA, nik=FATHER[0], name="Benediktus Kolo", born="02-03-1985", sex="L", mother="Rosa Kolo"
    )
    walk(naung, lists(tmp_path, [FATHER], [other]))
    states = intake.by_state(programme().pk)
    assert "Yohanes Nalle" in people() or states.get("IN_REVIEW"), "neither is dropped in silence"
    assert states.get("IN_REVIEW", 0) + states.get("FLAWED", 0) >= 1, "somebody has to look"


def test_the_whole_town_is_counted_as_it_truly_is(before, programme):
    """145 people on 160 lines; who was listed twice is one person."""
    from naung.delivery.intake import queries as intake
    from naung.delivery.registry import queries as registry
    from tests.journeys.test_01_the_lists_arrive import truth

    before("Dukcapil menjawab")
    clean = sum(line["expected"] == "clean" for line in truth())
    assert registry.living().count() == clean
    assert intake.by_state(programme().pk)["ADMITTED"] == clean


def test_matching_again_finds_nothing_new(before, naung):
    before("Dukcapil menjawab")
    was = people()
    naung("match", "--programme", "ntt-2025")
    assert people() == was
