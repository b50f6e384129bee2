"""A folder from the villages: what is taken, what is said, and that nothing is taken twice."""

from pathlib import Path

import pytest
from django.db import Error, connection, transaction

from naung.delivery.intake import actions, jobs, queries
from naung.delivery.intake.models import Content, File, Finding, Row
from naung.delivery.programme import queries as programmes
from naung.foundation.trail import actions as trail
from naung.foundation.trail import queries as trails
from naung.foundation.vault import seals
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.people import MACHINE, NAMOSAIN, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programmes.by_code("ntt-2025")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def receive(programme, folder):
    def run(region: str = "53.71", **files: bytes) -> dict[str, jobs.Outcome]:
        for name, data in files.items():
            (folder / name.replace("__", ".")).write_bytes(data)
        outcomes = jobs.receive(paths=[folder], programme=programme, region=region, by=MACHINE, at=NOW)
        return {one.file: one for one in outcomes}

    return run


def tables() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (File, Content, Row, Finding)}


def test_it_works(receive, programme):
    outcome = receive(namosain__xlsx=books.xlsx(books.people(MARTA, changed(YOHANES, nik="123"))))[
        "namosain.xlsx"
    ]
    assert (outcome.state, outcome.rows, outcome.clean, outcome.flawed) == ("read", 2, 1, 1)
    marta, yohanes = queries.rows(programme.pk)
    assert (marta.state, marta.number, marta.name, marta.village) == ("CLEAN", 6, "Marta Tefa", NAMOSAIN)
    assert (yohanes.state, yohanes.nik_index) == ("FLAWED", None)
    (finding,) = queries.findings(yohanes.pk)
    assert (finding.code, finding.cell) == ("R01", "B7")
    assert (
        queries.sentence(finding) == "NIK harus 16 angka. Yang tertulis 3 angka. Mohon cocokkan dengan KTP."
    )


def test_identity_numbers_are_sealed_and_can_be_found(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA)))
    row = Row.objects.get()
    assert bytes(row.nik_index) == seals.index(MARTA[0], "nik")
    assert seals.open_sealed(row.nik_sealed, "nik") == MARTA[0]
    assert queries.as_sent(row)[1:3] == [MARTA[0], MARTA[1]]
    with connection.cursor() as cursor:
        cursor.execute(
            "select r::text, (select string_agg(f::text, '') from intake_file f) from intake_row r"
        )
        assert MARTA[0] not in "".join(map(str, cursor.fetchone()))


def test_the_file_is_kept_byte_for_byte(receive):
    data = books.xlsx(books.people(MARTA))
    receive(a__xlsx=data)
    assert queries.content(File.objects.get().pk) == data


def test_the_same_bytes_again_change_nothing(receive, folder):
    data = books.xlsx(books.people(MARTA))
    receive(a__xlsx=data)
    before = tables()
    again = receive(b__xlsx=data)
    assert {one.state for one in again.values()} == {"same"}
    assert again["b.xlsx"].sentence == (
        "Berkas ini sama persis dengan a.xlsx yang diterima 14 Juli 2025. Tidak ada yang berubah."
    )
    assert tables() == before


def test_two_copies_in_one_folder_are_taken_once(receive):
    data = books.xlsx(books.people(MARTA))
    outcomes = receive(a__xlsx=data, b__xlsx=data)
    assert [one.state for one in outcomes.values()] == ["read", "same"]
    assert Row.objects.count() == 1


BAD = {
    "rusak.xlsx": (books.xlsx(books.people(MARTA))[:900], "Berkas ini rusak"),
    "kosong.xlsx": (b"", "Berkas ini kosong (0 byte)"),
    "tanpa_orang.xlsx": (books.xlsx(books.people()), "tidak menemukan satu orang pun"),
    "sebenarnya_pdf.xlsx": (b"%PDF-1.7 DATA CONTOH", "sebenarnya PDF"),
    "terkunci.xlsx": (books.locked(), "kata sandi"),
    "bom.xlsx": (books.bomb(), "tidak wajar"),
    "tanpa_nik.xlsx": (
        books.xlsx([("Nama", "L/P", "Alamat"), ("Marta Tefa", "P", "Namosain")]),
        "Tidak ada kolom NIK",
    ),
}


def test_bad_files_get_their_sentences_and_the_others_go_on(receive, folder):
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    outcomes = receive(
        baik__xlsx=books.xlsx(books.people(MARTA)),
        windows__csv=books.text(books.people(changed(PETRUS, name="Petrus José Ndun")), ";", "windows-1252"),
    )
    assert {name for name, one in outcomes.items() if one.state == "refused"} == set(BAD)
    for name, (_, sentence) in BAD.items():
        assert sentence in outcomes[name].sentence
    assert sorted(Row.objects.values_list("name", flat=True)) == ["Marta Tefa", "Petrus José Ndun"]
    assert Content.objects.count() == 2, "of a refused file nothing is kept but what was said"


def test_a_refused_file_again_gets_its_sentence_and_changes_nothing(receive):
    first = receive(x__xlsx=b"%PDF-1.7 DATA CONTOH")["x.xlsx"]
    before = tables()
    assert receive()["x.xlsx"] == first
    assert tables() == before


def test_two_empty_files_are_both_told(receive):
    outcomes = receive(a__xlsx=b"", b__xlsx=b"")
    assert [one.code for one in outcomes.values()] == ["empty", "empty"]


def test_a_file_that_only_our_machine_could_not_read_is_read_another_day(receive, monkeypatch):
    data = books.xlsx(books.people(MARTA))
    with monkeypatch.context() as machine:
        machine.setattr("naung.delivery.intake.reading.pool.PATIENCE", 0)
        assert receive(a__xlsx=data)["a.xlsx"].code == "slow"
    assert (File.objects.get().state, Content.objects.count()) == ("REFUSED", 0)
    assert receive()["a.xlsx"].state == "read"
    assert (File.objects.get().state, File.objects.get().refusal, Row.objects.count()) == ("READ", "", 1)


def test_hidden_files_truth_and_the_world_are_left_alone(receive, folder):
    (folder / "world").mkdir()
    for name in ("truth.csv", "~$namosain.xlsx", ".DS_Store", "world/dukcapil.csv"):
        (folder / name).write_bytes(b"DATA CONTOH")
    assert list(receive(a__xlsx=books.xlsx(books.people(MARTA)))) == ["a.xlsx"]


def test_names_are_paths_within_the_folder(receive, folder):
    (folder / "Alak").mkdir()
    (folder / "Alak" / "Namosain.xlsx").write_bytes(books.xlsx(books.people(MARTA)))
    assert list(receive()) == ["Alak/Namosain.xlsx"]


def test_each_file_leaves_one_entry_without_numbers(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA, changed(YOHANES, nik="123"))))
    (entry,) = trails.by_verb("intake.receive")
    assert entry.facts == {"rows": 2, "clean": 1, "flawed": 1}
    assert entry.subject == f"intake.file:{File.objects.get().sha256[:16]}"


def test_r07_one_nik_for_two_different_people(receive, programme):
    other = changed(MARTA, name="Ester Ndolu")
    receive(a__xlsx=books.xlsx(books.people(MARTA, other)))
    rows = queries.rows(programme.pk)
    assert [row.state for row in rows] == ["FLAWED", "FLAWED"]
    said = [queries.sentence(finding) for row in rows for finding in queries.findings(row.pk)]
    assert (
        said[1]
        == "NIK ini sudah ada di baris 6 (Marta Tefa). Hapus salah satu, atau perbaiki bila orangnya berbeda."
    )


def test_the_same_person_twice_is_left_to_matching(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA, changed(MARTA, name="MARTHA TEFA"))))
    assert set(Row.objects.values_list("state", flat=True)) == {"CLEAN"}


@pytest.mark.parametrize("name", ["Kristina Feni", "Kristin Maria Peni", "Peni Kristina", "Tin Peni"])
def test_one_person_in_two_spellings_is_left_to_matching(receive, name):
    receive(a__xlsx=books.xlsx(books.people(changed(MARTA, name="Kristina Peni"), changed(MARTA, name=name))))
    assert not Finding.objects.filter(code="R07").exists()


def test_the_wife_keeps_her_nik_when_her_husband_was_given_it(receive):
    husband = changed(YOHANES, nik=MARTA[0])
    receive(a__xlsx=books.xlsx(books.people(husband, MARTA)))
    assert list(Row.objects.order_by("number").values_list("state", flat=True)) == ["FLAWED", "CLEAN"]


def test_r15_one_telephone_on_five_lines(receive):
    headings = (*books.HEADINGS, "No HP")
    persons = [(n, *changed(MARTA, nik=f"537101520878900{n}", name=f"Marta {name}"), "081234567890") for n, name in
               enumerate(("Tefa", "Ndun", "Nalle", "Bessie", "Foeh"), 1)]  # fmt: skip
    receive(a__xlsx=books.xlsx([*books.TITLES, headings, *persons]))
    finding = Finding.objects.filter(code="R15").first()
    assert Finding.objects.filter(code="R15").count() == 5
    assert queries.sentence(finding) == (
        "Nomor ini dipakai 5 orang. Bila nomor petugas, biarkan kosong supaya pesan sampai ke orangnya."
    )


def test_notes_say_what_was_passed_over(receive):
    receive(
        a__xlsx=books.xlsx(
            [("Petunjuk",)], [*books.people(MARTA), ("", "JUMLAH", 1)], names=("Petunjuk", "Data")
        )
    )
    said = [queries.sentence(note) for note in queries.notes(File.objects.get().pk)]
    assert said == [
        "Lembar Petunjuk tidak berisi daftar orang, jadi kami lewati.",
        "Baris 7 tampaknya jumlah total, jadi kami lewati.",
    ]


def test_add_findings_says_a_thing_once(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA)))
    source = """select id as row_id, 'R08' as code, 'name' as field, '{"name": "Marta T."}'::jsonb as params, 'warn' as severity
                from intake_row where state = %s"""
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="matching.match", subject="x", at=NOW)
        assert actions.add_findings(source_sql=source, params=["CLEAN"], trail=entry) == 1
        assert actions.add_findings(source_sql=source, params=["CLEAN"], trail=entry) == 0
    assert "mungkin sama dengan Marta T." in queries.sentence(Finding.objects.get())


def test_settle_moves_rows_once_and_only_as_the_states_say(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA, changed(YOHANES, nik="123"))))
    source = "select id as row_id, 'IN_REVIEW' as state, null::bigint as person_id from intake_row where state in ('CLEAN', 'IN_REVIEW')"
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="matching.match", subject="x", at=NOW)
        assert jobs.settle(source_sql=source, trail=entry) == 1
        assert jobs.settle(source_sql=source, trail=entry) == 0
    back = "select id as row_id, 'CLEAN' as state, null::bigint as person_id from intake_row where state = 'IN_REVIEW'"
    with (
        pytest.raises(Error, match="naung: this change of state is not possible in intake_row"),
        transaction.atomic(),
    ):
        jobs.settle(
            source_sql=back, trail=trail.record(by=MACHINE, verb="matching.match", subject="x", at=NOW)
        )


def test_what_was_sent_stays_as_it_was_sent(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA)))
    with pytest.raises(Error, match="naung: intake_row keeps its"), transaction.atomic():
        Row.objects.update(number=99)
    with pytest.raises(Error, match="append-only|permission denied"), transaction.atomic():
        Content.objects.all().delete()


def test_a_clean_row_is_whole_in_the_database_too(receive):
    receive(a__xlsx=books.xlsx(books.people(MARTA)))
    with pytest.raises(Error, match="intake_flawless_rows_are_whole"), transaction.atomic():
        Row.objects.update(born_on=None)


def test_the_list_of_rows(receive, programme, tmp_path_factory):
    receive(a__xlsx=books.xlsx(books.people(MARTA, changed(YOHANES, nik="123", mother=""))))
    out = tmp_path_factory.mktemp("out") / "rows.csv"
    assert queries.write_rows(programme.pk, out) == 2
    assert out.read_text().replace('""', "").splitlines() == [
        "file,sheet,row,decision,person,findings",
        "a.xlsx,Sheet1,6,clean,,",
        "a.xlsx,Sheet1,7,flawed,,R01;R13",
    ]
