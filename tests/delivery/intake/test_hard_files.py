"""Files that would bring a reader down, formats that LibreOffice writes, and runs that are ended half-way."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from naung.delivery.intake import jobs
from naung.delivery.intake.models import Row
from naung.delivery.programme import queries as programmes
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.people import MACHINE, NOW


def receive(folder: Path, **more) -> dict[str, jobs.Outcome]:
    programme = programmes.by_code("ntt-2025")
    outcomes = jobs.receive(paths=[folder], programme=programme, region="53.71", by=MACHINE, at=NOW, **more)
    return {one.file: one for one in outcomes}


def far_away() -> bytes:
    """A workbook whose last cell is the last one there is: seventeen thousand million cells to whoever believes it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(books.xlsx(books.people(MARTA)))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            data = good.read(part)
            if part.endswith("sheet1.xml"):
                data = data.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            bad.writestr(part, data)
    return out.getvalue()


@pytest.mark.django_db
def test_a_file_that_ends_its_reader_costs_only_itself(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(far_away())
    (tmp_path / "b.xlsx").write_bytes(books.xlsx(books.people(MARTA)))
    (tmp_path / "c.xlsx").write_bytes(far_away() + b"\0")
    (tmp_path / "d.xlsx").write_bytes(books.xlsx(books.people(PETRUS)))
    outcomes = receive(tmp_path)
    assert [one.state for one in outcomes.values()] == ["refused", "read", "refused", "read"]
    assert outcomes["a.xlsx"].code in {"died", "too_wide", "too_heavy"}


@pytest.mark.django_db
def test_characters_that_no_database_holds(tmp_path):
    person = changed(MARTA, name="Marta\x00 Tefa", job="jual\x00kue", mother="Yuliana\x07Taek")
    (tmp_path / "a.csv").write_bytes(books.text(books.people(person)))
    assert receive(tmp_path)["a.csv"].state == "read"
    assert Row.objects.get().name == "Marta Tefa"


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice writes these formats")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_libreoffice_writes(tmp_path, ending):
    source = tmp_path / "daftar.xlsx"
    source.write_bytes(books.xlsx(books.people(MARTA, YOHANES)))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--convert-to",
        ending,
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    source.unlink()
    shutil.rmtree(tmp_path / "office")
    outcome = receive(tmp_path)[f"daftar.{ending}"]
    assert (outcome.state, outcome.rows, outcome.clean) == ("read", 2, 2)


def facts() -> list[tuple]:
    """Everything that is stored, without what differs from run to run (numbers, seals, trail)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select f.name, f.state, r.sheet, r.number, r.nik_index, r.name, r.state,
                      (select string_agg(code || cell, ';' order by code, field) from intake_finding where row_id = r.id)
               from intake_file f left join intake_row r on r.file_id = f.id order by 1, 3, 4"""
        )
        return cursor.fetchall()


def test_a_run_that_was_ended_goes_on_where_it_stopped(own_database, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "FILES_AT_ONCE", 2)
    for n in range(7):
        person = changed(MARTA, nik=f"537101520878901{n}", name=f"Marta {'abcdefg'[n]}Tefa", mother="")
        (tmp_path / f"{n}.xlsx").write_bytes(books.xlsx(books.people(person, changed(YOHANES, nik=str(n)))))

    def killed(done: int, total: int | None) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        receive(tmp_path, progress=killed)
    assert Row.objects.count() == 8
    outcomes = receive(tmp_path)
    assert [one.state for one in outcomes.values()] == ["same"] * 4 + ["read"] * 3
    resumed = facts()
    assert len(resumed) == 14
    receive(tmp_path)
    assert facts() == resumed
