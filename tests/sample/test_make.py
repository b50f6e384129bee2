"""The sample as a whole: what is written, read back with another library, against the truth beside it."""

import csv
import hashlib
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from naung.kit.text import digits
from naung.sample import mess, places
from naung.sample.make import NobodyAsked, NotOurFolder, write

CITY = 3000


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    """What the demo uses."""
    folder = tmp_path_factory.mktemp("sample") / "kupang"
    write(folder, people=CITY, region="53.71", seed=2025, mess=["typical"])
    return folder


@pytest.fixture(scope="module")
def truth(city) -> list[dict[str, str]]:
    return rows(city / "truth.csv")


@pytest.fixture(scope="module")
def sheets(city) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    found = {}
    for path in city.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path, read_only=True)
        for sheet in book:
            name = path.relative_to(city).as_posix()
            found[name, sheet.title] = list(sheet.iter_rows(values_only=True))
    return found


def test_it_works(city, truth):
    assert len({t["entity"] for t in truth}) == CITY
    assert len({t["village"] for t in truth}) == 51
    assert {t["expected"] for t in truth} == {"clean", "flawed", "repeated", "review"}
    assert {p.name for p in (city / "world").iterdir()} == {
        "dukcapil.csv",
        "bpjs_active.csv",
        "employees.csv",
        "deciles.csv",
    }


def test_the_citys_list_fills_the_citys_places(truth):
    """2,558 places, after the insurer has refused those it covers already and those whose NIK Dukcapil does not know."""
    fit = [t for t in truth if t["expected"] == "clean" and t["eligible"] == "1" and t["dead"] == "0"]
    assert len({t["entity"] for t in fit}) >= 2650
    payable = {t["entity"] for t in fit if t["other_payer"] == "0" and "E05" not in t["errors"]}
    assert len(payable) >= 2558


def test_every_row_of_the_truth_is_where_it_says(truth, sheets):
    for t in truth:
        row = sheets[t["file"], t["sheet"]][int(t["row"]) - 1]
        if not {"E05", "E06", "E07", "E08", "E09", "E18"} & set(t["errors"].split(";")):
            assert t["nik"] in {digits(str(value)) for value in row}, t


def test_every_row_with_a_number_in_front_is_in_the_truth(city, truth, sheets):
    """But for the copies, byte for byte: their lines belong to the first of them."""
    told = Counter((t["file"], t["sheet"]) for t in truth)
    for (file, sheet), lines in sheets.items():
        people = [line for line in lines if isinstance(line[0], int) and sum(v is not None for v in line) > 8]
        people = [line for line in people if list(line[:4]) != [1, 2, 3, 4]]
        copy = file.endswith("_salinan.xlsx")
        assert told[file, sheet] == (0 if copy else len(people)), (file, sheet)
    assert any(file.endswith("_salinan.xlsx") for file, _ in sheets)


def test_a_copy_is_the_same_file(city):
    for copy in city.rglob("*_salinan.xlsx"):
        assert copy.read_bytes() == copy.with_name(copy.name.replace("_salinan", "")).read_bytes()


def test_every_workbook_says_that_it_is_an_example(city):
    for path in city.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        page = [sheet for sheet in book if sheet.title != "Petunjuk"][0]
        seen = [page.title, page["A1"].value or ""]
        assert any("DATA CONTOH" in text for text in seen), path
        assert "DATA CONTOH" in page.oddFooter.left.text and "DATA CONTOH" in book.properties.title


def test_a_village_is_named_in_its_title_or_in_its_columns(city, truth, sheets):
    village = {t["file"]: t["village"] for t in truth}
    for (file, sheet), lines in sheets.items():
        if sheet == "Petunjuk" or file not in village:
            continue
        place = places.villages(village[file])[0]
        text = " ".join(str(v) for line in lines for v in line if v).lower()
        assert place.name.lower() in text and place.district.lower() in text, file


def test_clerks_differ(sheets):
    """The habits that a reader must cope with are all here."""
    values = [v for lines in sheets.values() for line in lines for v in line]
    assert any(isinstance(v, datetime) for v in values)
    assert any(isinstance(v, int) and v > 10**15 for v in values), "NIK as a number"
    assert any(isinstance(v, int) and 10_000 < v < 50_000 for v in values), "a date as a bare number"
    assert any("E+15" in v for v in values if isinstance(v, str))
    assert "JUMLAH" in values and any(sheet == "Petunjuk" for _, sheet in sheets)
    heads = {
        next((i for i, x in enumerate(lines) if sum(isinstance(v, str) for v in x) > 8), 0)
        for lines in sheets.values()
    }
    assert {0, 3} < heads and max(heads) >= 5


def test_a_nik_that_excel_took_for_a_number_ends_in_zero(sheets):
    numbers = [
        v for lines in sheets.values() for line in lines for v in line if isinstance(v, int) and v > 10**15
    ]
    assert numbers and all(v % 10 == 0 for v in numbers)


def test_everybody_listed_is_in_the_register_once(city, truth):
    register = rows(city / "world/dukcapil.csv")
    known = {r["nik"]: r for r in register}
    assert len(known) == len(register)
    for t in truth:
        assert (known[t["nik"]]["status"] == "dead") == (t["dead"] == "1")
    assert all("9000" <= nik[12:] <= "9999" and nik[12:].isdigit() for nik in known)
    assert all("9000" <= r["kk"][12:] <= "9999" for r in register)
    assert not known.keys() & {r["kk"] for r in register}


def test_the_truth_agrees_with_the_partners_registers(city, truth):
    insured = {r["nik"] for r in rows(city / "world/bpjs_active.csv")}
    employees = {r["nik"] for r in rows(city / "world/employees.csv")}
    decile = {r["nik"]: int(r["decile"]) for r in rows(city / "world/deciles.csv")}
    born = {r["nik"]: date.fromisoformat(r["born_on"]) for r in rows(city / "world/dukcapil.csv")}
    for t in truth:
        nik = t["nik"]
        age = 2025 - born[nik].year - ((born[nik].month, born[nik].day) > (7, 1))
        assert (t["other_payer"] == "1") == (nik in insured)
        assert (t["eligible"] == "1") == (17 <= age <= 64 and decile[nik] <= 2 and nik not in employees)


def test_one_clean_line_a_person_at_most(truth):
    clean = Counter(t["entity"] for t in truth if t["expected"] == "clean")
    assert max(clean.values()) == 1


def test_later_lines_of_a_clean_person_are_repeated_or_for_review(truth):
    again = [t for t in truth if t["expected"] in ("repeated", "review")]
    clean = {t["entity"]: int(t["row_id"][1:]) for t in truth if t["expected"] == "clean"}
    assert again and all(clean[t["entity"]] < int(t["row_id"][1:]) for t in again)


def test_two_people_alike_are_two_people(city, truth):
    known = {r["nik"]: r for r in rows(city / "world/dukcapil.csv")}
    pairs = Counter(
        (known[t["nik"]]["name"], known[t["nik"]]["born_on"]) for t in truth if t["expected"] == "clean"
    )
    assert max(pairs.values()) == 2
    assert all(t["expected"] == "clean" for t in truth if t["errors"] == "E19")


def test_a_wrong_nik_is_never_somebody_elses(city, truth, sheets):
    register = {r["nik"] for r in rows(city / "world/dukcapil.csv")}
    for t in (t for t in truth if "E05" in t["errors"].split(";")):
        row = sheets[t["file"], t["sheet"]][int(t["row"]) - 1]
        assert not register & {digits(str(value)) for value in row}


def test_errors_come_at_about_their_rates(truth):
    seen = Counter(code for t in truth for code in t["errors"].split(";"))
    for code in ("E01", "E02", "E05", "E06", "E07", "E08", "E13", "E14", "E16", "E17", "E21", "E25"):
        assert 0.6 < seen[code] / len(truth) / mess.RATES[code] < 1.6, code
    assert all(seen[code] for code in mess.RATES), "an error that never happens tests nobody"


def _bytes(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write(tmp_path / name, people=150, region="53.71.01", seed=7, mess=["clean", "chaotic"])
    write(tmp_path / "three", people=150, region="53.71.01", seed=8, mess=["clean", "chaotic"])
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two") != _bytes(tmp_path / "three")


def test_a_sample_replaces_a_sample(tmp_path):
    write(tmp_path / "a", people=100, region="53.71.01")
    before = _bytes(tmp_path / "a")
    write(tmp_path / "a", people=50, region="53.71.02")
    write(tmp_path / "a", people=100, region="53.71.01")
    assert _bytes(tmp_path / "a") == before


def test_messier_clerks_make_more_flaws(tmp_path):
    flawed = {
        kind: write(tmp_path / kind, people=800, region="53.71", mess=[kind]).expected["flawed"]
        for kind in mess.PRESETS
    }
    assert flawed["clean"] < flawed["typical"] < flawed["chaotic"]


def test_a_province_is_shared_by_quota(tmp_path):
    made = write(tmp_path / "p", people=1000, region="53", seed=3)
    per = Counter({t["entity"]: t["village"][:5] for t in rows(made.folder / "truth.csv")}.values())
    assert len(per) == 22 and made.people == 1000
    assert 80 < per["53.08"] < 115 and 8 < per["53.03"] < 15  # Ende 9,731 and TTU 1,174 of 100,000


def test_somebody_elses_folder_is_left_alone(tmp_path):
    (tmp_path / "letters.docx").write_text("mine")
    with pytest.raises(NotOurFolder, match="'letters.docx', which no sample made"):
        write(tmp_path, people=10)
    assert (tmp_path / "letters.docx").read_text() == "mine"


def test_a_file_added_to_a_sample_keeps_it(tmp_path):
    write(tmp_path / "a", people=10)
    (tmp_path / "a/own.txt").write_text("mine")
    with pytest.raises(NotOurFolder, match="own.txt"):
        write(tmp_path / "a", people=10)


def test_a_sample_of_nobody_is_refused(tmp_path):
    with pytest.raises(NobodyAsked, match="at least one person"):
        write(tmp_path / "a", people=0)


def test_an_unknown_region_is_refused(tmp_path):
    with pytest.raises(places.NoSuchPlace, match="'54'"):
        write(tmp_path / "a", people=10, region="54")


def test_an_unknown_mess_is_refused(tmp_path):
    with pytest.raises(mess.UnknownMess, match="'wild' is not a preset"):
        write(tmp_path / "a", people=10, mess=["typical", "wild"])
