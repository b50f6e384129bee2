"""Lists of deaths against the insured: who is meant, whose family is owed something, and what is refused."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from openpyxl import Workbook

from naung.delivery.claims.deaths import actions, headings, words
from naung.delivery.claims.deaths.models import Death, DeathCandidate, DeathList, DeathNotice, DeathVisit
from naung.delivery.claims.deaths.reading import day_of, read
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from naung.kit.months import Month
from tests.delivery.claims.cast import pay, report
from tests.delivery.claims.deaths.cast import (
    BORN,
    MARTA,
    PETRUS,
    TODAY,
    WHO,
    district,
    look,
    take,
    town,
    village,
)
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
DIED = date(2025, 10, 20)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def ods(*rows: list[str]) -> bytes:
    """The least that LibreOffice's format asks for."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
    cells = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{one}="{OFFICE}:{one}:1.0"' for one in ("office", "table", "text"))
    sheet = f'<office:body><office:spreadsheet><table:table table:name="A">{cells}</table:table></office:spreadsheet></office:body>'
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pack.writestr("content.xml", f"<office:document-content {names}>{sheet}</office:document-content>")
        pack.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>')
    return kept.getvalue()


def test_it_works():
    marta, _ = town(months=4)
    take(f"{MARTA};MARTA CONTOH BOLIN;02/04/1975;P;20 Oktober 2025;Namosain")
    assert look().matched == 1
    (death,) = Death.objects.all()
    assert (death.person_id, death.died_on, death.cover, death.state) == (marta, DIED, "IN", "OPEN")
    assert (death.rupiah, death.rupiah_accident) == (42_000_000, 70_000_000)
    (notice,) = DeathNotice.objects.all()
    assert (notice.state, notice.how, notice.death_id) == ("MATCHED", "number", death.pk)
    assert MARTA not in str(list(Entry.objects.values_list("facts", "subject")))


def test_one_death_on_two_lists_is_one_death_with_two_sources():
    town()
    take(f"{MARTA};Marta Contoh Bolin;02/04/1975;P;20/10/2025;Namosain")
    take(f"{MARTA};Marta Bolin;02/04/1975;P;21/10/2025;Namosain", source="hospital", region="53.71")
    look()
    assert Death.objects.get().died_on == DIED  # the first list's day
    assert sorted(DeathNotice.objects.values_list("source", "state")) == [
        ("hospital", "MATCHED"),
        ("village", "MATCHED"),
    ]
    assert DeathNotice.objects.filter(death=Death.objects.get()).count() == 2


def test_the_same_list_again_and_a_second_look_add_nothing():
    town()
    line = f"{MARTA};Marta Contoh Bolin;02/04/1975;P;20/10/2025;Namosain"
    assert take(line).fresh and not take(line).fresh
    look()
    before = Entry.objects.count()
    look()
    assert (
        DeathList.objects.count(),
        DeathNotice.objects.count(),
        Death.objects.count(),
        Entry.objects.count(),
    ) == (1, 1, 1, before)


def test_without_a_number_a_person_decides_and_says_why():
    marta, _ = town()
    take(";Marta Contoh Bolin;02/04/1975;P;20/10/2025;Namosain")
    assert look().possible == 1 and not Death.objects.exists()
    notice, near = DeathNotice.objects.get(), DeathCandidate.objects.get()
    assert (notice.state, near.person_id, near.kind) == ("POSSIBLE", marta, "LIKENESS") and near.parts[
        "name"
    ] > 0
    with pytest.raises(NotAllowed):
        actions.same(notice=notice, person_id=marta, why="kata tetangga sebelah", by=village(), **WHO)
    with pytest.raises(actions.NoReason, match="paling sedikit 10 huruf"):
        actions.same(notice=notice, person_id=marta, why="ya", by=district(), **WHO)
    said = actions.same(
        notice=notice, person_id=marta, why="RT dan keluarga membenarkan", by=district(), **WHO
    )
    assert (said.state, said.how, said.death.person_id) == ("MATCHED", "person", marta)
    with pytest.raises(actions.AlreadySaid, match="sudah menjawab"):
        actions.nobody(notice=notice, why="bukan orang ini rupanya", by=district(), **WHO)


def test_a_name_alone_is_a_question_and_a_stranger_is_nobody():
    marta, petrus = town()
    take(";Marta Contoh Bolin;;;20/10/2025;Namosain", ";Yakobus Contoh Neno;01/01/1960;L;20/10/2025;Namosain")
    found = look()
    assert (found.possible, found.nobody) == (1, 1)
    assert DeathCandidate.objects.get().kind == "NAME"
    notice = DeathNotice.objects.get(state="POSSIBLE")
    with pytest.raises(actions.NotOneOfThem, match="disandingkan"):
        actions.same(notice=notice, person_id=petrus, why="saya kenal orangnya", by=district(), **WHO)
    assert (
        actions.nobody(notice=notice, why="ini orang lain, umur delapan puluh", by=district(), **WHO).state
        == "NOBODY"
    )


def test_a_number_under_another_persons_name_is_a_question():
    town()
    take(f"{MARTA};Yosefina Contoh Tallo;02/04/1975;P;20/10/2025;Namosain")
    assert look().possible == 1
    assert DeathCandidate.objects.get().kind == "NUMBER"


def test_lines_that_cannot_be_read_are_named_and_the_rest_is_taken():
    town()
    taken = take(f"{MARTA};Marta Contoh Bolin;02/04/1975;P;kemarin;Namosain", f"{PETRUS};;;L;20/10/2025;Namosain",
                 f"{PETRUS};Petrus Contoh Lado;;L;21/11/2025;Namosain", f"{PETRUS};Petrus Contoh Lado;;L;20/10/2025;Namosain")  # fmt: skip
    assert (taken.rows, taken.flaws) == (1, [(2, "died_on"), (3, "name"), (4, "later")])
    assert (
        take(
            f"{PETRUS};Petrus Contoh Lado;;L;20/10/2025;Namosain",
            by=officer("kab", "regency_officer"),
            region="53.71",
        ).rows
        == 1
    )
    assert (
        list(DeathNotice.objects.order_by("pk").values_list("born_on", "village"))
        == [(date(1981, 6, 17), "53.71.01.1001")] * 2
    )
    with pytest.raises(actions.NothingRead, match="Tidak satu baris pun"):
        take("1;2;3;4;5;6")
    with pytest.raises(actions.NotAList, match="baris judul"):
        actions.take(
            name="x", data=b"a;b\n1;2", source="village", region="53.71", listed_on=TODAY, by=MACHINE, **WHO
        )
    with pytest.raises(actions.UnknownSource, match="Pilih dari mana"):
        take("x", source="radio")
    with pytest.raises(actions.NotYetDead, match="belum tiba"):
        take("x", listed_on=date(2026, 1, 1))
    with pytest.raises(NotAllowed):
        take("x", region="53.72")


@pytest.mark.parametrize(
    ("typed", "day"),
    [("20/10/2025", DIED), ("20 Okt 2025", DIED), ("2025-10-20", DIED), ("20 oktober 2025", DIED), ("20-10-25", None), ("31/02/2025", None), ("", None)],
)  # fmt: skip
def test_days_as_people_write_them(typed, day):
    assert day_of(typed) == day


def test_a_workbook_with_a_cover_sheet_and_two_months_is_read_like_a_text():
    """Headings on lines 5 and 6, the day's words drawn together over two columns; each sheet with a list counts."""
    book = Workbook()
    book.active["A1"] = "DATA CONTOH"
    for month in ("September", "Oktober"):
        sheet = book.create_sheet(month)
        sheet["A1"], sheet["B5"], sheet["C5"], sheet["E5"] = (
            "DAFTAR WARGA MENINGGAL, DATA CONTOH",
            "No. NIK",
            "Tanggal",
            "Nama Almarhum/ah",
        )
        sheet["C6"], sheet["D6"] = "Lahir", "Meninggal"
        sheet.append(["", MARTA, None, date(2025, 10, 20), f"Alm. Marta {month}"])
        sheet.append(["", MARTA, None, "kemarin", "Marta Contoh"])
    kept = io.BytesIO()
    book.save(kept)
    lines, flaws = read(kept.getvalue())
    assert [(one.number, one.name, one.nik, one.born_on, one.died_on) for one in lines] == [
        ("2!7", "Marta September", MARTA, BORN, DIED), ("3!7", "Marta Oktober", MARTA, BORN, DIED),
    ]  # fmt: skip
    assert flaws == [("2!8", "died_on"), ("3!8", "died_on")]


def test_an_ods_is_read_too_and_a_picture_of_a_list_is_told_what_it_is():
    (line,), flaws = read(
        ods(["DATA CONTOH"], ["Nama Jenazah", "Tgl Kematian"], ["Marta Contoh", "20 Okt. 2025"])
    )
    assert (line.number, line.name, line.died_on, flaws) == (3, "Marta Contoh", DIED, [])
    with pytest.raises(actions.NotAList, match="sebenarnya PDF"):
        read(b"%PDF-1.4 DATA CONTOH")


def test_a_messy_csv_of_an_old_windows_is_taken_and_each_bad_line_has_its_sentence():
    marta, _ = town()
    rows = ["DAFTAR NAMA YANG MENINGGAL DUNIA;;;;", "Kelurahan Namosain, DATA CONTOH;;;;", "",
            "No;NIK;Nama Almarhum / Almarhumah;Tempat, Tgl. Lahir;Tgl Meninggal (hh/bb/tttt);Tempat Meninggal;Nama Pelapor",
            f"1;'{MARTA};Alm. Marta Contoh Bolin;Kupang, 02-04-1975;Senin, 20 Oktober 2025;rumah;Andr\u00e9", "2;5,37E+15;Ren\u00e9 Contoh;;20-10-2025;;",
            "3;;Petrus Contoh Lado;;20-10-25;;", "4;;;;20-10-2025;;", ";;;;;;"]  # fmt: skip
    given = {
        "name": "meninggal.csv",
        "data": "\r\n".join(rows).encode("windows-1252"),
        "source": "village",
        "region": "53.71.01.1001",
    }
    taken = actions.take(**given, listed_on=date(2025, 11, 20), by=village(), **WHO)
    assert (taken.rows, taken.flaws, taken.left_out) == (2, [(6, "nik"), (7, "died_on"), (8, "name")], [7, 8])
    assert all(words.flaw(code) and words.where(where) == f"baris {where}" for where, code in taken.flaws)
    assert not actions.take(**given, listed_on=date(2025, 11, 20), by=village(), **WHO).fresh
    assert DeathNotice.objects.count() == 2 and look().matched == 1
    assert Death.objects.get().person_id == marta
    assert DeathNotice.objects.get(name="Ren\u00e9 Contoh").nik_index is None


@pytest.mark.parametrize(
    ("head", "means"),
    [("Nama Pelapor", None), ("Tempat Meninggal", None), ("Nama Ibu", None), ("Umur", None), ("Nomor Akta Kematian", None), ("Nama Desa/Kel.", "village"),
     ("TGL. WAFAT", "died_on"), ("N I K", None), ("NIK Almarhum", "nik"), ("Tempat/Tgl Lahir", "born_on")],
)  # fmt: skip
def test_a_heading_means_what_it_says_of_the_dead_and_nothing_of_others(head, means):
    assert list(headings.columns_of([head])) == ([means] if means else [])


def test_a_long_list_goes_on_by_itself_in_sets():
    town()
    names = [f"Contoh {chr(65 + n)}{chr(65 + n)}a Neno" for n in range(7)]
    take(*(f";{name};01/01/19{60 + n};L;20/10/2025;Namosain" for n, name in enumerate(names)))
    told = []
    assert look(most=3, sets=1).waiting == 4  # somebody waits for the page: one set
    found = look(most=2, progress=lambda done, total: told.append((done, total)))
    assert (found.nobody, found.waiting, told) == (4, 0, [(2, 4)])
    assert not look().anything and not DeathNotice.objects.filter(state="NEW").exists()


def test_a_month_paid_late_changes_what_a_family_may_be_owed():
    town()
    take(f"{MARTA};Marta Contoh Bolin;02/04/1975;P;20/10/2025;Namosain")
    look()
    before = Death.objects.get()
    for month in Month(2025, 7).until(Month(2025, 10)):
        pay(month)
    assert (actions.look_again(on=TODAY), actions.look_again(on=date(2025, 12, 2))) == (0, 1)
    after = Death.objects.get()
    assert (before.rupiah, after.cover, after.rupiah) == (
        0,
        "IN",
        42_000_000,
    )  # nobody knew whether they were covered
    assert actions.look_again(on=date(2025, 12, 2)) == 0


def test_a_registrys_event_is_looked_at_at_once_and_taken_once():
    marta, _ = town()
    event = {"source": "dci", "reference": "E-1", "name": "Marta Contoh Bolin", "died_on": DIED, "village": "53.71.01.1001", "nik": MARTA,
             "listed_on": date(2025, 10, 25), "born_on": BORN, "sex": "P"}  # fmt: skip
    made = actions.notice(**event, by=MACHINE, **WHO)
    assert (made.state, made.death.person_id) == ("MATCHED", marta)
    assert actions.notice(**event, by=MACHINE, **WHO).pk == made.pk and DeathNotice.objects.count() == 1


def test_what_the_civil_registry_told_is_a_notice_too():
    marta, _ = town()
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set died_on = %s, civil_answer = 'DEAD', civil_checked_on = '2025-11-01' where id = %s",
            [DIED, marta],
        )
    assert look().matched == 1 and look().matched == 0
    notice = DeathNotice.objects.get()
    assert (notice.source, notice.how, notice.death.person_id, notice.listed_on) == (
        "civil",
        "told",
        marta,
        date(2025, 11, 1),
    )


def test_a_visit_is_written_down_and_moves_the_death():
    marta, _ = town()
    take(f"{MARTA};Marta Contoh Bolin;02/04/1975;P;20/10/2025;Namosain")
    look()
    death = Death.objects.get()
    by = village()

    def visit(result, note="", day=date(2025, 11, 25)):
        return actions.visit(death=death, result=result, visited_on=day, note=note, by=by, **WHO)

    visit("not_found")
    assert visit("not_found").pk == DeathVisit.objects.get().pk
    with pytest.raises(actions.NoClaimYet, match="belum dibuka"):
        visit("claim")
    with pytest.raises(actions.NoReason, match="Tulis alasannya"):
        visit("refused", "malu")
    with pytest.raises(actions.NotThatDay, match="antara hari meninggal"):
        visit("not_found", day=date(2025, 10, 1))
    with pytest.raises(actions.UnknownResult, match="hasil kunjungan"):
        visit("gone")
    visit("refused", "Keluarga memilih tidak mengurus")
    assert Death.objects.get().state == "LEFT"
    visit("again", "Anak sulung sekarang mau mengurus")
    assert Death.objects.get().state == "OPEN"
    report(marta, day=DIED)
    assert visit("claim").result == "claim"


def test_the_database_keeps_the_promises():
    marta, petrus = town()
    take(f"{MARTA};Marta Contoh Bolin;02/04/1975;P;20/10/2025;Namosain")
    look()
    for sql, says in [
        ("update claims_deathnotice set person_id = %(petrus)s", "another number than the person"),
        ("update claims_deathnotice set how = 'told'", "claims_notice_told_by_a_register"),
        ("update claims_deathnotice set how = 'person'", "claims_notice_a_person_says_so"),
        ("update claims_deathnotice set name = 'x'", "keeps its"),
        ("delete from claims_death", "never deleted|permission denied"),
        ("update claims_death set state = 'LEFT', trail = 0", "trail entry"),
        ("update claims_death set died_on = '2025-10-21'", "keeps its"),
    ]:
        with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, {"petrus": petrus})
    assert marta and NOW
