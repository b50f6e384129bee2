"""The queue by age, and one claim's file read in a minute."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from naung.delivery.claims import queries as claims
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting import steps
from naung.foundation.staff.scope import seeing
from naung.foundation.trail.models import Entry
from tests.web.claims.test_reporting import text, typed
from tests.web.fixtures import entered
from tests.web.world import code_of


def test_it_works(world):
    page = text(entered("dewi").get("/klaim"))
    assert page.index("K-2025-0001") < page.index("K-2025-0002")
    assert "Surat-surat dikumpulkan" in page and "Kecelakaan kerja" in page


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("gather", ["K-2025-0001", "K-2025-0002"]),
        ("assess", []),
        ("late", []),
        ("REFUSED", []),
        ("SOMETHING", []),
    ],
)
def test_filters_show_what_they_say_and_an_unknown_one_nothing(world, asked, seen):
    page = text(entered("sari").get(f"/klaim?keadaan={asked}"))
    assert [n for n in ("K-2025-0001", "K-2025-0002") if n in page] == seen


def test_mine_are_those_i_had_a_part_in(world):
    page = text(entered("lurah").get("/klaim?keadaan=mine"))
    assert "K-2025-0001" in page and "K-2025-0002" not in page
    assert "K-2025-" not in text(entered("sari").get("/klaim?keadaan=mine&wilayah=53.03"))


def test_the_number_of_queries_does_not_grow(own_world):
    client = entered("dewi")
    client.get("/klaim")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/klaim")
    for letter in "CDE":
        client.post("/klaim/baru", typed(ke="simpan", orang=code_of(f"Yohanes Contoh Banoet {letter}")))
    with CaptureQueriesContext(connection) as more:
        assert "K-2025-0005" in text(client.get("/klaim"))
    assert len(more) <= len(few)


def test_the_list_is_taken_with_a_button_and_leaves_a_trace(own_world):
    client = entered("sari")
    assert client.get("/klaim.csv").status_code == 302
    answer = client.post("/klaim.csv?keadaan=gather")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["nomor"] for row in rows] == ["K-2025-0001", "K-2025-0002"]
    assert {row["data"] for row in rows} == {"DATA CONTOH"}
    assert Entry.objects.filter(verb="claims.export").get().facts["rows"] == 2


def test_late_is_by_the_laws_day_for_each_benefit(world):
    """One statement finds what `steps.of` says of each claim alone."""
    days = [date(2025, 10, day) for day in range(1, 21)]
    for on in (date(2025, 10, 20), date(2025, 10, 24), date(2025, 11, 3)):
        for cause, benefit in (("illness", "jkm"), ("work_accident", "jkk")):
            one = Claim(kind="death", cause=cause, state="APPROVED", reported_on=days[0])
            late = {day for day in days if steps.of(_complete(one, day), on).late}
            cut = steps._last_late(benefit, on)
            assert late == {day for day in days if cut and day <= cut}


def test_a_file_of_a_year_without_known_holidays_is_late_in_the_row_as_in_the_list():
    """2023's holidays stand in no file: no day to pay can be named, and it is late all the same."""
    one = _complete(Claim(kind="death", cause="illness", state="APPROVED", reported_on=date(2023, 3, 1)), date(2023, 3, 3))  # fmt: skip
    step = steps.of(one, date(2025, 10, 20))
    assert (step.by, step.late) == (None, True)
    assert steps._last_late("jkm", date(2025, 10, 20)) >= one.complete_on


def test_the_age_of_a_claim_stops_at_the_day_that_ended_it():
    told, on = date(2025, 10, 1), date(2025, 12, 1)
    running = Claim(state="PAID", reported_on=told, decided_on=date(2025, 10, 9))
    closed = Claim(
        state="CLOSED", reported_on=told, decided_on=date(2025, 10, 9), closed_on=date(2025, 10, 20)
    )
    refused = Claim(state="REFUSED", reported_on=told, decided_on=date(2025, 10, 9))
    assert [steps.age(one, on) for one in (running, closed, refused)] == [61, 19, 8]


def _complete(claim, day):
    claim.complete_on = day
    return claim


def test_a_claim_is_read_in_a_minute(world):
    page = text(entered("dewi").get("/klaim/ntt-2025/K-2025-0001"))
    for says in (
        "Yohanes Contoh Banoet A",
        "Kecelakaan kerja",
        "13 Oktober 2025",
        "Terlindungi pada hari itu?",
        "Batas lapor kecelakaan",
        "Laporan L-2025-0001 dari keluarga",
        "Surat-surat dikumpulkan",
    ):
        assert says in page


def test_a_village_sees_no_story(own_world):
    entered("dewi").post("/klaim/baru", typed(ke="simpan"))
    assert "Demam seminggu." in text(entered("budi").get("/klaim/ntt-2025/K-2025-0003"))
    assert "Demam seminggu." not in text(entered("lurah").get("/klaim/ntt-2025/K-2025-0003"))


def test_a_claim_that_is_not_there_is_not_found(world):
    for where in ("/klaim/ntt-2025/K-2025-0777", "/klaim/ntt-1999/K-2025-0001", "/klaim/laporan/L-2025-0001"):
        assert entered("sari").get(where).status_code == 404


def test_the_desk_counts_families_first(world):
    page = text(entered("dewi").get("/beranda"))
    assert "laporan kecelakaan atau kematian belum ada orangnya" in page and "klaim menunggu surat" in page
    with seeing(["*"]):
        assert steps.counts(date(2025, 10, 20))["gather"] == claims.everything(state="REPORTED").count()
