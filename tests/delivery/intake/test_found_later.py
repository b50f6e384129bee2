"""What a partner's answer says of a line that was read long before is shown where the line is shown."""

import pytest

from naung.delivery.intake import actions, annotating, jobs, queries
from naung.delivery.intake.models import File, Row
from naung.delivery.programme import queries as programmes
from naung.foundation.trail import actions as trail
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, changed
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
INSURED = """select id as row_id, 'R09' as code, 'person' as field, jsonb_build_object('until', '2025-12-31', 'payer', 'APBD') as params,
             'warn' as severity from intake_row"""
DEAD = """select id as row_id, 'R11' as code, 'person' as field, jsonb_build_object('day', '2025-05-02') as params, 'warn' as severity from intake_row"""


def test_it_works(tmp_path, django_assert_num_queries):
    """On a line that an officer has corrected as well; and in the workbook that goes back, and in the counts."""
    programme = programmes.by_code("ntt-2025")
    (tmp_path / "a.xlsx").write_bytes(books.xlsx(books.people(changed(MARTA, nik="123"))))
    jobs.receive(paths=[tmp_path], programme=programme, region="53.71", by=MACHINE, at=NOW)
    lurah = officer("lurah", "village_operator", Row.objects.get().village)
    values, _ = actions.open_row(row=Row.objects.get(), by=lurah, at=NOW)
    actions.correct(row=Row.objects.get(), values={**values, "nik": MARTA[0]}, by=lurah, at=NOW)
    entry = trail.record(by=MACHINE, verb="test.answers", subject="test", at=NOW)
    assert [actions.add_findings(source_sql=sql, trail=entry) for sql in (INSURED, DEAD)] == [1, 1]
    row = Row.objects.get()
    with django_assert_num_queries(3):
        said = queries.current_findings([row])[row.pk]
    assert [one["code"] for one in said] == ["R09", "R11"]
    assert said[0]["sentence"].startswith(
        "Menurut data BPJS, orang ini sudah terlindungi sampai 31 Desember 2025 (dibayar APBD)."
    )
    assert {("R09", 0, 1), ("R11", 0, 1)} <= set(queries.kinds_of_findings(programme.pk))
    data = annotating.annotated(file=File.objects.get(), by=lurah, at=NOW)
    assert "terlindungi sampai 31 Desember 2025" in _notes(
        data
    ) and "catatan kematian (2 Mei 2025)" in _notes(data)


def _notes(data):
    import io

    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data)).worksheets[1]
    return " ".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
