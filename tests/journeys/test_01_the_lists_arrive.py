"""14 July 2025. The villages' lists arrive, and each goes back with sentences a clerk can act on."""

import csv
import re
from collections import Counter

from tests import town

SIXTEEN_DIGITS = re.compile(r"\d{16}")


def truth():
    with (town.LISTS / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def receive(naung, *more):
    return naung("intake", str(town.LISTS), *more, "--programme", "ntt-2025", "--region", town.CITY)


def test_every_list_is_read_and_every_wrong_line_is_found(before, naung, tmp_path):
    before("Daftar dibaca")
    answer = receive(naung)
    assert {one["state"] for one in answer["files"]} <= {"read", "same"}
    naung("rows", "--programme", "ntt-2025", "--csv", str(tmp_path / "rows.csv"))
    read = list(csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8", newline="")))
    flawed = {(row["file"], row["row"]) for row in read if row["decision"] == "flawed"}
    assert flawed == {(line["file"], line["row"]) for line in truth() if line["expected"] == "flawed"}


def test_what_is_wrong_is_said_in_a_sentence_that_shows_no_identity_number(before, naung, programme):
    from naung.delivery.intake import queries

    before("Daftar dibaca")
    receive(naung)
    flawed = [row for row in queries.rows(programme().pk) if row.state == "FLAWED"]
    assert flawed
    for row in flawed:
        said = [queries.sentence(finding) for finding in queries.findings(row.pk)]
        assert said, f"line {row.number} of {row.file.name} goes back without a word"
        assert all(sentence.endswith((".", "?")) and not SIXTEEN_DIGITS.search(sentence) for sentence in said)


def test_the_cells_are_kept_as_they_were_typed(before, naung, programme):
    """The village can be shown its own line a year later, byte for byte."""
    from naung.delivery.intake import queries

    before("Daftar dibaca")
    receive(naung)
    for file in queries.files(programme().pk)[:5]:
        assert queries.content(file.pk) == (town.LISTS / file.name).read_bytes()


def test_the_same_folder_sent_again_changes_nothing(before, naung, programme):
    from naung.delivery.intake import queries

    before("Dicocokkan")
    was = queries.by_state(programme().pk)
    again = receive(naung)
    assert {one["state"] for one in again["files"]} == {"same"}
    assert all("Tidak ada yang berubah" in one["sentence"] for one in again["files"])
    assert queries.by_state(programme().pk) == was


def test_a_folder_with_broken_files_gets_a_sentence_each_and_the_good_list_goes_on(before, naung, tmp_path):
    before("Daftar dibaca")
    folder = tmp_path / "kiriman"
    folder.mkdir()
    good = next(town.LISTS.rglob("*.xlsx")).read_bytes()
    (folder / "baik.xlsx").write_bytes(good)
    (folder / "kosong.xlsx").write_bytes(b"")
    (folder / "putus.xlsx").write_bytes(good[: len(good) // 2])
    (folder / "surat.xlsx").write_bytes(b"%PDF-1.7 DATA CONTOH")
    answer = naung("intake", str(folder), "--programme", "ntt-2025", exit_code=1)
    said = {one["file"]: one for one in answer["files"]}
    assert said["baik.xlsx"]["state"] == "read"
    assert "kosong (0 byte)" in said["kosong.xlsx"]["sentence"]
    assert "rusak" in said["putus.xlsx"]["sentence"]
    assert "sebenarnya PDF" in said["surat.xlsx"]["sentence"]
    assert Counter(one["state"] for one in said.values()) == {"read": 1, "refused": 3}
